package near

const Name = "near"
