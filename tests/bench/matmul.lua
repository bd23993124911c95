local n <const> = 300

local function matrix (seed)
  local m = {}
  for i = 0, n - 1 do
    local row = {}
    for j = 0, n - 1 do
      row[j + 1] = ((i * seed + j) % 10) * 1.0
    end
    m[i + 1] = row
  end
  return m
end

local function multiply (a, b)
  local c = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do
      local sum = 0.0
      for k = 1, n do
        sum = sum + a[i][k] * b[k][j]
      end
      row[j] = sum
    end
    c[i] = row
  end
  return c
end

local c = multiply (matrix (3), matrix (7))
local trace = 0
for i = 1, n do
  trace = trace + math.tointeger (c[i][i])
end
print (trace)
