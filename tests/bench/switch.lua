local function dense (op, x)
  if op == 0 then return x + 1
  elseif op == 1 then return x * 3
  elseif op == 2 then return x - 7
  elseif op == 3 then return x ~ 5
  elseif op == 4 then return x // 2
  elseif op == 5 then return -x
  elseif op == 6 then return x | 1
  elseif op == 7 then return x & 0xffff
  elseif op == 8 or op == 9 then return x + 9
  else return x end
end

local function sparse (x)
  if x == 10 then return 1
  elseif x == 200 then return 2
  elseif x == 3000 then return 3
  elseif x == 40000 then return 4
  elseif x == 500000 then return 5
  elseif x == 6000000 then return 6
  elseif x == 70000000 then return 7 end
  return 0
end

local function named (s)
  if s == "add" then return 1
  elseif s == "subtract" then return 2
  elseif s == "multiply" then return 3
  elseif s == "divide" then return 4
  elseif s == "load" then return 5
  elseif s == "store" then return 6
  elseif s == "jump" then return 7
  elseif s == "call" then return 8 end
  return 0
end

local x, sum = 1, 0
for i = 0, 4999999 do
  x = dense (i % 11, x) & 0xfffff
end
local keys = { 10, 200, 3000, 40000, 500000, 6000000, 70000000, 8 }
local words = { "add", "subtract", "multiply", "divide", "load", "store", "jump", "call" }
for i = 0, 4999999 do
  sum = sum + sparse (keys[(i & 7) + 1]) + named (words[(i & 7) + 1])
end
print (x .. " " .. sum)
