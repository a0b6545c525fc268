/**
 * The law of the queue (queue.ts) where it is decided: in Lua, in the server, one decision at a time. Every script begins with this.
 *
 * A request is a text: MODE PARTY ASKER SEQ FENCE ASKED GRANTED BROKEN, where FENCE is 0 as long as it waits, and the times are
 * milliseconds of the server's clock. What blocks is read from the sets of ids, a set a mode, so that a text that cannot be read
 * keeps others out as before.
 * G1 whose last lease has ended is dead, and removed before anything is decided. G2 a number is given out once, though `seq` be lost.
 * G3 most requests are decided by counting; the line is walked only for a party that has another request here, or asks from within.
 * G4 whoever is told is one who may be next, or whose own request has changed.
 */
import { keyNames } from './keys.ts';

const atOnce = 500; // of the dead, in one call

export const prelude = `
local K = {}
for index, name in ipairs({${keyNames.map((it) => `'${it}'`).join(',')}}) do K[name] = KEYS[index] end
local call = redis.call
local moment = call('TIME')
local now = tonumber(moment[1]) * 1000 + math.floor(tonumber(moment[2]) / 1000)
local me, lease, channel = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local against = { x = {'x', 'u', 's'}, u = {'x', 'u'}, s = {'x'} }

local function int(number) return string.format('%.0f', number) end

-- A full server refuses what takes memory, unless the script has written before: who is in line is not to lose by that.
local function enlarge() call('ZREM', K.leases, '') end

local function parse(text)
  if not text then return nil end
  local mode, party, asker, seq, fence, asked, granted, broken =
    string.match(text, '^([xus]) (%x+) (%x+) (%d+) (%d+) (%d+) (%d+) ([01])$')
  if not mode then return nil end
  return { mode = mode, party = party, asker = asker, seq = tonumber(seq), fence = tonumber(fence),
    asked = tonumber(asked), granted = tonumber(granted), broken = broken == '1' }
end

local function read(id) return parse(call('HGET', K.requests, id)) end

local function write(id, it)
  call('HSET', K.requests, id, table.concat({ it.mode, it.party, it.asker, int(it.seq), int(it.fence), int(it.asked),
    int(it.granted), it.broken and '1' or '0' }, ' '))
end

local function nextNumber(floor)
  local last = tonumber(call('GET', K.seq) or '0') or 0
  for _, name in ipairs({'waiting', 'granted'}) do
    local top = call('ZREVRANGE', K[name], 0, 0, 'WITHSCORES')
    if top[2] then last = math.max(last, tonumber(top[2])) end
  end
  local number = math.max(last, floor or 0) + 1
  if number > 999999999999999 then error('the numbers of this lock are used up') end
  call('SET', K.seq, int(number))
  return number
end

local function witnessesOf(id)
  local found = {}
  for session in string.gmatch(call('HGET', K.witnesses, id) or '', '%x+') do found[#found + 1] = session end
  return found
end

local function sign(id, session)
  local found = witnessesOf(id)
  local isThere = false
  for _, it in ipairs(found) do isThere = isThere or it == session end
  if not isThere then
    found[#found + 1] = session
    call('HSET', K.witnesses, id, table.concat(found, ' '))
  end
  call('ZADD', K.leases, int(now + lease), id .. ' ' .. session)
end

local function isAtWork(id, it)
  local ends = call('ZSCORE', K.leases, id .. ' ' .. it.asker)
  return ends and tonumber(ends) > now
end

local function standing(id, it)
  return { id, int(it.fence), it.mode, int(it.granted > 0 and math.max(0, now - it.granted) or 0), call('HGET', K.about, id) or '' }
end

local function remove(id, it)
  for _, session in ipairs(witnessesOf(id)) do call('ZREM', K.leases, id .. ' ' .. session) end
  for _, name in ipairs({'requests', 'about', 'errands', 'witnesses'}) do call('HDEL', K[name], id) end
  for _, name in ipairs({'waiting', 'granted', 'special', 'waiting-' .. it.mode, 'granted-' .. it.mode}) do call('ZREM', K[name], id) end
  if call('HINCRBY', K.parties, it.party, -1) <= 0 then call('HDEL', K.parties, it.party) end
end

local function removeAsDead(id, it)
  if it.fence > 0 and it.mode ~= 's' then
    call('HSET', K.crashed, id, table.concat({ it.mode, int(it.fence), int(it.granted) }, ' ') .. '\\n' .. (call('HGET', K.about, id) or ''))
  end
  remove(id, it)
end

local function bury()
  local recovered, isNews = {}, false
  local ended = call('ZRANGEBYSCORE', K.leases, '-inf', int(now), 'LIMIT', 0, ${atOnce})
  for _, member in ipairs(ended) do
    local id, session = string.match(member, '^(%x+) (%x+)$')
    call('ZREM', K.leases, member)
    local it = id and read(id)
    if it then
      local left = {}
      for _, other in ipairs(witnessesOf(id)) do if other ~= session then left[#left + 1] = other end end
      if #left > 0 then
        call('HSET', K.witnesses, id, table.concat(left, ' '))
      else
        if it.fence > 0 then recovered[#recovered + 1] = standing(id, it) end
        removeAsDead(id, it)
      end
      isNews = true
    end
  end
  return recovered, isNews, #ended == ${atOnce}
end

local function tell(id)
  for _, session in ipairs(witnessesOf(id)) do call('PUBLISH', channel .. session, id) end
end

local function countHolders(mode)
  local count = 0
  for _, other in ipairs(against[mode]) do count = count + call('ZCARD', K['granted-' .. other]) end
  return count
end

local function countInFront(mode, seq)
  local count = 0
  for _, other in ipairs(against[mode]) do count = count + call('ZCOUNT', K['waiting-' .. other], '-inf', '(' .. int(seq)) end
  return count
end

local function announce(isForced)
  for _, mode in ipairs({'x', 'u', 's'}) do
    local first = call('ZRANGE', K['waiting-' .. mode], 0, 0, 'WITHSCORES')
    if first[1] and (isForced or countHolders(mode) + countInFront(mode, tonumber(first[2])) == 0) then tell(first[1]) end
  end
  for _, id in ipairs(call('ZRANGE', K.special, 0, 31)) do tell(id) end
end

local function readMany(ids)
  local texts = {}
  for first = 1, #ids, 1000 do
    for _, text in ipairs(call('HMGET', K.requests, unpack(ids, first, math.min(first + 999, #ids)))) do texts[#texts + 1] = text end
  end
  local found = {}
  for index, id in ipairs(ids) do
    local it = parse(texts[index]) or { mode = 'x', party = '', asker = '', seq = 0 }
    it.id = id
    found[index] = it
  end
  return found
end

local function doConflict(one, other)
  for _, mode in ipairs(against[one]) do if mode == other then return true end end
  return false
end

local function isInItsWay(holder, it)
  if not doConflict(holder.mode, it.mode) then return false end
  return holder.party ~= it.party or (isAtWork(holder.id, holder) and holder.asker ~= it.asker)
end

local function walk(it, within)
  local holders = readMany(call('ZRANGE', K.granted, 0, -1))
  local front = readMany(call('ZRANGEBYSCORE', K.waiting, '-inf', '(' .. int(it.seq)))
  local isInside, hasInside = {}, false
  for id in string.gmatch(within, '%x+') do isInside[id] = true; hasInside = true end
  -- A sense is whom one may wait for: those whom this one is inside of, or a party; and who waits for such a one is found.
  local senses, ofParty = {}, {}
  local function add(isMeant)
    local sense = { isMeant = isMeant, found = {}, met = { x = 0, u = 0, s = 0 }, held = {} }
    for _, holder in ipairs(holders) do if isMeant(holder) then sense.held[holder.mode] = true end end
    senses[#senses + 1] = sense
    return sense
  end
  local function addParty(party)
    if not ofParty[party] and #senses < 34 and tonumber(call('HGET', K.parties, party) or '0') > 1 then
      ofParty[party] = add(function(other) return other.party == party end)
    end
  end
  local outside = hasInside and add(function(other) return isInside[other.id] end)
  addParty(it.party)
  for _, other in ipairs(front) do addParty(other.party) end

  for place, waiter in ipairs(front) do
    local own = ofParty[waiter.party]
    for _, sense in ipairs(senses) do
      local isFound = false
      if own then
        for _, holder in ipairs(holders) do isFound = isFound or (sense.isMeant(holder) and isInItsWay(holder, waiter)) end
        for before = 1, place - 1 do
          local other = front[before]
          if not isFound and doConflict(other.mode, waiter.mode) and (other.party == waiter.party or not own.found[before]) then
            isFound = sense.isMeant(other) or sense.found[before]
          end
        end
      else
        for _, mode in ipairs(against[waiter.mode]) do isFound = isFound or sense.held[mode] or sense.met[mode] > 0 end
      end
      sense.found[place] = isFound
    end
    for _, sense in ipairs(senses) do
      if sense.found[place] or sense.isMeant(waiter) then sense.met[waiter.mode] = sense.met[waiter.mode] + 1 end
    end
  end

  local blocking, inFront = {}, 0
  for _, holder in ipairs(holders) do
    if not isInside[holder.id] and isInItsWay(holder, it) then blocking[#blocking + 1] = holder.id end
  end
  local passed = ofParty[it.party]
  for place, other in ipairs(front) do
    if doConflict(other.mode, it.mode) and not (outside and outside.found[place])
      and (other.party == it.party or not (passed and passed.found[place])) then inFront = inFront + 1 end
  end
  return blocking, #blocking + inFront
end

local function judge(it, within)
  if within ~= '' or tonumber(call('HGET', K.parties, it.party) or '0') > 1 then return walk(it, within) end
  local blocking = {}
  for _, mode in ipairs(against[it.mode]) do
    for _, id in ipairs(call('ZRANGE', K['granted-' .. mode], 0, 31)) do blocking[#blocking + 1] = id end
  end
  return blocking, countHolders(it.mode) + countInFront(it.mode, it.seq)
end
`;
