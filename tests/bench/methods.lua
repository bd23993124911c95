local square, oblong, counter = {}, {}, {}
square.__index, oblong.__index, counter.__index = square, oblong, counter

function square:area () return self.side * self.side end
function oblong:area () return self.a * self.b end
function counter:add (by) self.n = self.n + by end

local function adder ()
  local sum = 0
  return function (x)
    sum = sum + x
    return sum
  end
end

local shapes = {
  setmetatable ({ side = 3 }, square), setmetatable ({ a = 2, b = 5 }, oblong),
  setmetatable ({ side = 1 }, square), setmetatable ({ a = 4, b = 4 }, oblong),
}
local c = setmetatable ({ n = 0 }, counter)
local total = 0
for i = 0, 9999999 do
  c:add (i & 3)
  total = total + shapes[(i & 3) + 1]:area ()
end
local add = adder ()
for i = 0, 9999999 do
  add (i & 7)
end
print (c.n .. " " .. total .. " " .. add (0))
