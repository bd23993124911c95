local sqrt = math.sqrt

local function advance (bodies, dt)
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local square = dx * dx + dy * dy + dz * dz
      local strength = dt / (square * sqrt (square))
      a.vx = a.vx - dx * b.mass * strength
      a.vy = a.vy - dy * b.mass * strength
      a.vz = a.vz - dz * b.mass * strength
      b.vx = b.vx + dx * a.mass * strength
      b.vy = b.vy + dy * a.mass * strength
      b.vz = b.vz + dz * a.mass * strength
    end
  end
  for i = 1, #bodies do
    local b = bodies[i]
    b.x = b.x + dt * b.vx
    b.y = b.y + dt * b.vy
    b.z = b.z + dt * b.vz
  end
end

local bodies = {}
for i = 0, 4 do
  local f = i * 1.0
  bodies[i + 1] = { x = f * 3, y = f - 2, z = f * f, vx = 0.1 * f, vy = 0.2 - f / 10,
                    vz = f / 7, mass = 10 / (f + 1) }
end
for step = 1, 500000 do
  advance (bodies, 0.001)
end
print (string.format ("%.6f", bodies[1].x))
