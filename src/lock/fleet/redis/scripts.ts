/** What is asked of the server, each one script: all of it happens, and nothing in between. */
import { createHash } from 'node:crypto';
import { prelude } from './law.ts';

export interface Script {
  text: string;
  sha: string;
}

const script = (body: string): Script => {
  const text = `${prelude}\n${body}`;
  return { text, sha: createHash('sha1').update(text).digest('hex') };
};

/**
 * ID, whether it may enter, MODE, PARTY, about, errand, purpose, ids that it is inside of.
 * Answers 'gone' | 'granted' FENCE EPOCH recovered crashed | 'blocked' AHEAD QUARANTINE NEXT recovered holders MORE, times in ms.
 */
export const place = script(`
local id, mayEnter, mode, party, about, errand, purpose, within = unpack(ARGV, 4, 11)
local recovered, isNews, isMore = bury()
local it = read(id)
if not it then
  if mayEnter ~= '1' or call('HEXISTS', K.requests, id) == 1 then
    if isNews then announce() end
    return { 'gone' }
  end
  it = { mode = mode, party = party, asker = me, seq = nextNumber(), fence = 0, asked = now, granted = 0, broken = false }
  write(id, it)
  call('HSET', K.about, id, about)
  if errand ~= '' then call('HSET', K.errands, id, errand) end
  call('ZADD', K.waiting, int(it.seq), id)
  call('ZADD', K['waiting-' .. mode], int(it.seq), id)
  if call('HINCRBY', K.parties, party, 1) > 1 or within ~= '' then call('ZADD', K.special, int(it.seq), id) end
end
enlarge()
if it.fence == 0 or not it.broken then sign(id, me) end

local function crashed()
  local found = {}
  local flat = call('HGETALL', K.crashed)
  for index = 1, #flat, 2 do
    local m, fence, granted, label = string.match(flat[index + 1], '^([xu]) (%d+) (%d+)\\n(.*)$')
    if m then found[#found + 1] = { flat[index], fence, m, int(math.max(0, now - tonumber(granted))), label } end
  end
  return found
end

local function epochFor(isNew)
  local number, last = string.match(call('GET', K.epoch) or '', '^(%d+) (%S+)$')
  number = tonumber(number or '0')
  -- A server that lost its data begins with none that it has given out before: hosts remember them.
  if number == 0 and isNew and it.mode ~= 's' then number = now end
  if isNew and it.mode ~= 's' and (last ~= purpose or purpose == '-') then
    number = number + 1
    call('SET', K.epoch, int(number) .. ' ' .. purpose)
  end
  return int(number)
end

-- A server that was started just now, or has taken over, may not know of a grant: those who have one must notice first.
local function quarantine()
  local info = call('INFO', 'server')
  local run, up = string.match(info, 'run_id:(%x+)'), tonumber(string.match(info, 'uptime_in_seconds:(%d+)'))
  local known, ends = string.match(call('GET', K.server) or '', '^(%x+) ?(%d*)$')
  if run == nil or up == nil then error('INFO tells no run_id') end
  ends = tonumber(ends) or 0
  if known ~= run then
    ends = known and now + lease or now - up * 1000 + lease
    call('SET', K.server, ends > now and run .. ' ' .. int(ends) or run)
  end
  return math.max(0, ends - now)
end

if it.fence > 0 then return { 'granted', int(it.fence), epochFor(false), recovered, crashed() } end
local blocking, ahead = judge(it, within)
local waitMs = ahead == 0 and quarantine() or 0
if ahead > 0 or waitMs > 0 then
  if isNews then announce() end
  local holders = {}
  for index = 1, math.min(#blocking, 32) do
    local holder = read(blocking[index])
    holders[index] = holder and standing(blocking[index], holder) or { blocking[index], '0', 'x', '0', '' }
  end
  local soonest = call('ZRANGE', K.leases, 0, 0, 'WITHSCORES')
  return { 'blocked', ahead, waitMs, math.max(0, tonumber(soonest[2] or now) - now), recovered, holders, isMore and 1 or 0 }
end
it.fence, it.granted = nextNumber(), now
write(id, it)
call('HDEL', K.errands, id)
for _, name in ipairs({'waiting', 'special', 'waiting-' .. it.mode}) do call('ZREM', K[name], id) end
call('ZADD', K.granted, int(it.fence), id)
call('ZADD', K['granted-' .. it.mode], int(it.fence), id)
if isNews or it.mode ~= 'x' then announce() end
return { 'granted', int(it.fence), epochFor(true), recovered, crashed() }
`);

/** Ids, of which those with a '?' are only looked at; answers for each 'gone', 'waiting', 'broken' or 'held'. */
export const renew = script(`
local states = {}
enlarge()
for index = 4, #ARGV do
  local look, id = string.match(ARGV[index], '^(%??)(%x+)$')
  local it = id and read(id)
  local member = id and id .. ' ' .. me
  if not it or (look == '' and not call('ZSCORE', K.leases, member)) then
    states[#states + 1] = 'gone'
  else
    if look == '' then call('ZADD', K.leases, int(now + lease), member) end
    states[#states + 1] = it.fence == 0 and 'waiting' or it.broken and 'broken' or 'held'
  end
end
return states
`);

/** ID, FENCE; answers 1 if this session is a witness now. */
export const signIn = script(`
local it = read(ARGV[4])
if not it or int(it.fence) ~= ARGV[5] or it.fence == 0 or it.broken then return 0 end
sign(ARGV[4], me)
return 1
`);

/** Ids; this session lives on for none that it asked for. */
export const signOut = script(`
for index = 4, #ARGV do
  local it = read(ARGV[index])
  if it and it.asker == me then call('ZADD', K.leases, 'XX', int(now), ARGV[index] .. ' ' .. me) end
end
announce(true)
return 1
`);

/** ID, FENCE or '' for whichever, and what to do: 'release', 'abandon' or 'withdraw'. Answers FENCE and for how long it was held. */
export const take = script(`
local id, fence, how = ARGV[4], ARGV[5], ARGV[6]
local it = read(id)
if not it or (fence ~= '' and (it.fence == 0 or int(it.fence) ~= fence)) then return false end
local held = it.fence > 0 and math.max(0, now - it.granted) or 0
tell(id)
if it.broken or how == 'abandon' then removeAsDead(id, it) else remove(id, it) end
announce()
return { int(it.fence), int(held) }
`);

/** ID, FENCE; answers 1 if it is held, and shared from now on. */
export const downgrade = script(`
local id = ARGV[4]
local it = read(id)
if not it or int(it.fence) ~= ARGV[5] or it.fence == 0 or it.broken then return 0 end
enlarge()
call('ZADD', K['granted-s'], int(it.fence), id)
if it.mode ~= 's' then call('ZREM', K['granted-' .. it.mode], id) end
it.mode = 's'
write(id, it)
announce()
return 1
`);

/** ID; answers 'taken back', 'marked', or nothing. */
export const breakOff = script(`
local id = ARGV[4]
local it = read(id)
if not it then return false end
tell(id)
if it.fence == 0 then
  remove(id, it)
  announce()
  return 'taken back'
end
it.broken = true
write(id, it)
return 'marked'
`);

/** ID, FENCE; answers 1 if it is broken and who asked for it is not heard of any more. */
export const leftBroken = script(`
local it = read(ARGV[4])
return it and it.broken and int(it.fence) == ARGV[5] and not isAtWork(ARGV[4], it) and 1 or 0
`);

/** ID, FENCE, floor; answers the new number. */
export const raise = script(`
local it = read(ARGV[4])
if not it or int(it.fence) ~= ARGV[5] or it.fence == 0 or it.broken then return false end
return int(nextNumber(tonumber(ARGV[6])))
`);

export const sweep = script(`
local recovered, isNews, isMore = bury()
if isNews then announce() end
return { recovered, isMore and 1 or 0 }
`);

/** ID; answers the FENCE of its grant. */
export const find = script(`
local it = read(ARGV[4])
return it and it.fence > 0 and int(it.fence) or false
`);

/** How many at most; changes nothing. Answers a row a request: ID, its text, about, whether its asker and whether anybody lives, errand. */
export const survey = script(`
local most = tonumber(ARGV[4])
local rows = {}
for _, name in ipairs({'granted', 'waiting'}) do
  for _, id in ipairs(call('ZRANGE', K[name], 0, most - 1)) do
    local text = call('HGET', K.requests, id) or ''
    local it = parse(text)
    local lives = false
    for _, session in ipairs(witnessesOf(id)) do
      local ends = call('ZSCORE', K.leases, id .. ' ' .. session)
      lives = lives or (ends and tonumber(ends) > now)
    end
    rows[#rows + 1] = { id, text, call('HGET', K.about, id) or '', it and isAtWork(id, it) and 1 or 0, (lives or not it) and 1 or 0,
      name == 'waiting' and call('HGET', K.errands, id) or '', name }
  end
end
return { int(now), rows }
`);

/** Ids of what is in order again. */
export const settle = script(`
for index = 4, #ARGV do call('HDEL', K.crashed, ARGV[index]) end
return 1
`);
