local numbers, n = {}, 0
for i = 0, 999999 do
  local key = (i * 7919) % 200003
  local old = numbers[key]
  if not old then n, old = n + 1, 0 end
  numbers[key] = old + i
end
local found = 0
for i = 0, 3999999 do
  if numbers[i % 400000] then
    found = found + 1
  end
end
local words = { "goroutine", "thread", "processor", "channel", "mutex", "select", "timer",
                "stack" }
local count = {}
for i = 0, 2999999 do
  local word = words[(i & 7) + 1]
  count[word] = (count[word] or 0) + 1
end
print (n .. " " .. found .. " " .. count["channel"])
