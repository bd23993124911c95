package a

var X int = "text"
