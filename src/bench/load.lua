-- The requests of a load, and its figures in one line. The arguments are the load's name, the number of students, of those whom
-- `withdraw` takes, a seed, the number of threads, that of courses, of classes, and of tests of a class. What is written follows from the request's number, so that
-- none meets what another one has done; limit/*.sql has the same rules.
local load, students, withdrawing, threads, courses, classes, tests
local number
local begun = 0

local function student_at_random()
  return "/api/students/" .. math.random(students)
end

local function enroll(student, courses)
  return wrk.format("POST", "/api/students/" .. student .. "/courses", nil, '{"course_ids":[' .. courses .. "]}")
end

-- 500 courses of which a student whose id is 100 to 199 modulo 200 takes none.
local half = {}
for course = 1, 1000 do
  if (course - 1) % 200 < 100 then
    half[#half + 1] = course
  end
end
half = table.concat(half, ",")

local loads = {
  courses = function()
    return wrk.format("GET", student_at_random() .. "/courses")
  end,
  student = function()
    return wrk.format("GET", student_at_random())
  end,
  roster = function()
    return wrk.format("GET", "/api/courses/" .. math.random(courses) .. "/students?limit=50")
  end,
  unread = function()
    return wrk.format("GET", student_at_random() .. "/notices/unread-count")
  end,
  balance = function()
    return wrk.format("GET", student_at_random() .. "/balance")
  end,
  ["mark-sheet"] = function()
    return wrk.format("GET", "/api/tests/" .. math.random(classes * tests) .. "/marks")
  end,
  ["report-card"] = function()
    return wrk.format("GET", "/api/students/" .. math.random(300 * classes) .. "/report-card")
  end,
  enroll = function(i)
    local student = 1 + i * 7919 % students
    local other = student + 1 + 2 * math.floor(i / students)
    return enroll(student, 1 + other % courses .. "," .. 1 + (other + 1) % courses)
  end,
  withdraw = function(i)
    local student = 1 + i % withdrawing * 7919 % students
    local course = 1 + (student + courses / 5 * math.floor(i / withdrawing)) % courses
    return wrk.format("DELETE", "/api/students/" .. student .. "/courses/" .. course)
  end,
  hot = function(i)
    return enroll(1 + i * 7919 % students, courses + 1)
  end,
  seats = function(i)
    return enroll(1 + i * 7919 % students, courses + 2 + i % 1000)
  end,
  ["enroll-500"] = function(i)
    return enroll(100 + 200 * math.floor(i / 100) + i % 100, half)
  end,
}

function setup(thread)
  thread:set("nth", begun)
  begun = begun + 1
end

function init(arguments)
  load = loads[arguments[1]]
  students = tonumber(arguments[2])
  withdrawing = tonumber(arguments[3])
  math.randomseed(tonumber(arguments[4]) + nth)
  threads = tonumber(arguments[5])
  courses = tonumber(arguments[6])
  classes = tonumber(arguments[7])
  tests = tonumber(arguments[8])
  number = nth - threads
end

function request()
  number = number + threads
  return load(number)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("figures %d %d %d %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
