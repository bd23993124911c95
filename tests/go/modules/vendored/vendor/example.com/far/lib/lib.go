package lib

const Name = "far"
