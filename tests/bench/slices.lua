local sum = 0
for round = 1, 5 do
  local numbers, points = {}, {}
  for i = 0, 999999 do
    numbers[#numbers + 1] = i
    if i & 3 == 0 then
      points[#points + 1] = { x = i, y = -i }
    end
  end
  for i, n in ipairs (numbers) do
    sum = sum + ((i - 1) ~ n)
  end
  for _, p in ipairs (points) do
    sum = sum + p.x + 2 * p.y
  end
  for i = 1, #points do
    points[i].x = points[i].x + 1
    local p = { x = points[i].x, y = points[i].y }
    p.y = p.y + p.x
    points[i] = p
  end
  sum = sum + points[#points].y
end
local heap = {}
local seed = 42
for i = 1, 3000 do
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  heap[#heap + 1] = seed
end
for i = 2, #heap do
  local x, j = heap[i], i
  while j > 1 and heap[j - 1] > x do
    heap[j] = heap[j - 1]
    j = j - 1
  end
  heap[j] = x
end
print (sum .. " " .. heap[1] .. " " .. heap[#heap // 2 + 1])
