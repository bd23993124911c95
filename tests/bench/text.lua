local byte, char, sub = string.byte, string.char, string.sub
local parts = {}
for i = 0, 999999 do
  parts[#parts + 1] = char (97 + i % 26)
  if i % 7 == 0 then
    parts[#parts + 1] = " "
  end
end
local text = table.concat (parts)
local words, vowels = 0, 0
for round = 1, 8 do
  local inside = false
  for i = 1, #text do
    local c = byte (text, i)
    if c == 32 then
      inside = false
    elseif not inside then
      inside = true
      words = words + 1
    end
    if c == 97 or c == 101 or c == 105 or c == 111 or c == 117 then
      vowels = vowels + 1
    end
  end
end
local joined = 0
for i = 1, 1000000 do
  local s = sub (text, i, i + 4) .. "-" .. sub (text, i + 1, i + 3)
  if s < "m" then
    joined = joined + #s
  end
end
print (words .. " " .. vowels .. " " .. joined)
