local n <const> = 500

local function a (i, j)
  return 1 / ((i + j) * (i + j + 1) // 2 + i + 1)
end

local function times (v, result)
  for i = 1, #result do
    local sum = 0.0
    for j = 1, #v do
      sum = sum + a (i - 1, j - 1) * v[j]
    end
    result[i] = sum
  end
end

local function times_transposed (v, result)
  for i = 1, #result do
    local sum = 0.0
    for j = 1, #v do
      sum = sum + a (j - 1, i - 1) * v[j]
    end
    result[i] = sum
  end
end

local u, v, t = {}, {}, {}
for i = 1, n do
  u[i], v[i], t[i] = 1.0, 0.0, 0.0
end
for round = 1, 10 do
  times (u, t)
  times_transposed (t, v)
  times (v, t)
  times_transposed (t, u)
end
local vBv, vv = 0.0, 0.0
for i = 1, n do
  vBv = vBv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print (string.format ("%.9f", math.sqrt (vBv / vv)))
