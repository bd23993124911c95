local limit <const> = 5000000

local function count ()
  local composite = {}
  for i = 1, limit do composite[i] = false end
  local n = 0
  for i = 2, limit do
    if not composite[i] then
      n = n + 1
      for j = i * 2, limit, i do
        composite[j] = true
      end
    end
  end
  return n
end

local total = 0
for round = 1, 5 do
  total = total + count ()
end
print (total)
