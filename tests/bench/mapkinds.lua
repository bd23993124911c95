local words, lengths, n = {}, {}, 0
for i = 0, 19999 do
  words[i] = "word " .. i * i
end
for round = 0, 39 do
  for i = 0, 19999 do
    local word = words[i]
    if i % 10 == round % 10 then
      lengths[word] = nil
    else
      lengths[word] = (lengths[word] or 0) + #word
    end
  end
end
-- A table has no other keys that are equal by their parts.
local grid, n_grid = {}, 0
for i = 0, 799999 do
  local key = i % 300 * 1000 + i % 70
  local old = grid[key]
  if not old then n_grid, old = n_grid + 1, 0 end
  grid[key] = old + 1
end
local far, n_far = {}, 0
for i = 0, 799999 do
  local key = i % 5000 * 1048576
  local old = far[key]
  if not old then n_far, old = n_far + 1, 0 end
  far[key] = old + 1
end
local sum = 0
for round = 0, 39 do
  for _, length in pairs (lengths) do
    sum = sum + length
  end
end
for _ in pairs (lengths) do n = n + 1 end
print (n .. " " .. n_grid .. " " .. n_far .. " " .. sum)
