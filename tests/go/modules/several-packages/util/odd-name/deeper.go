package deeper

const Name = "deep"
