local function fannkuch (n)
  local perm1, perm, count = {}, {}, {}
  for i = 1, n do
    perm1[i], perm[i], count[i] = i - 1, 0, 0
  end
  local most, checksum, r, turn = 0, 0, n, 0
  while true do
    while r ~= 1 do
      count[r] = r
      r = r - 1
    end
    for i = 1, n do perm[i] = perm1[i] end
    local flips = 0
    local k = perm[1]
    while k ~= 0 do
      local i, j = 1, k + 1
      while i < j do
        perm[i], perm[j] = perm[j], perm[i]
        i, j = i + 1, j - 1
      end
      flips = flips + 1
      k = perm[1]
    end
    if flips > most then most = flips end
    if turn % 2 == 0 then
      checksum = checksum + flips
    else
      checksum = checksum - flips
    end
    while true do
      if r == n then return checksum, most end
      local first = perm1[1]
      for i = 1, r do
        perm1[i] = perm1[i + 1]
      end
      perm1[r + 1] = first
      count[r + 1] = count[r + 1] - 1
      if count[r + 1] > 0 then break end
      r = r + 1
    end
    turn = turn + 1
  end
end

local checksum, most = fannkuch (9)
print (checksum .. " " .. most)
