export const id = 435;
export const ids = [435];
export const modules = {

/***/ 18435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRedisStore: () => (/* binding */ openRedisStore)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __webpack_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __webpack_require__(33875);
// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __webpack_require__(76074);
// EXTERNAL MODULE: ./lib/src/lock/queue.js
var queue = __webpack_require__(77339);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/keys.js

const keyNames = [
    ...['seq', 'requests', 'about', 'errands', 'waiting', 'waiting-x', 'waiting-u', 'waiting-s', 'granted', 'granted-x', 'granted-u'],
    ...['granted-s', 'leases', 'witnesses', 'crashed', 'parties', 'special', 'server', 'epoch'],
];
const mostBytes = 200;
const namePattern = /^[A-Za-z0-9._/:@+%-]{1,200}$/;
function encodeName(name) {
    const encoded = name.replace(/[^A-Za-z0-9._/:@+-]/gu, (sign) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
    return encoded.length <= mostBytes ? encoded : `sha256:${(0,external_node_crypto_.createHash)('sha256').update(name).digest('hex')}`;
}
const isEncoded = (text) => namePattern.test(text);
const keysOf = (encoded) => keyNames.map((it) => `fetch-lock:{${encoded}}:${it}`);
const channelOf = (encoded) => `fetch-lock:{${encoded}}:changed:`;
const notesOf = (party) => `fetch-lock:{party:${party}}:waits`;

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __webpack_require__(51002);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/records.js




const letterOf = { shared: 's', update: 'u', exclusive: 'x' };
const modeOf = { s: 'shared', u: 'update', x: 'exclusive' };
const [mostAbout, mostHost] = [8192, 255];
const list = (read) => (Array.isArray(read) ? read : []);
const records_text = (read) => (typeof read === 'string' ? read : '');
const readCount = (read) => {
    const number = typeof read === 'number' || /^\d{1,15}$/.test(records_text(read)) ? Number(read) : Number.NaN;
    return Number.isSafeInteger(number) && number >= 0 ? number : 0;
};
function aboutOf(job, host) {
    const whole = JSON.stringify({ job, host: host?.slice(0, mostHost) });
    return whole.length <= mostAbout ? whole : JSON.stringify({ job: {}, host: host?.slice(0, mostHost) });
}
function readAbout(written) {
    const read = records_text(written).length <= mostAbout ? (0,errors/* orNothing */.bR)(() => JSON.parse(records_text(written))) : null;
    const host = typeof read?.host === 'string' ? (0,base_text/* disarm */.Jt)(read.host).slice(0, mostHost).trim() : '';
    return { job: (0,base_event/* isJob */.o5)(read?.job) ? read.job : {}, ...(host ? { host } : {}) };
}
function readStanding(read, verdict) {
    const [id, fence, letter, heldMs, about] = list(read);
    if (!(0,lock_ticket/* isId */.eQ)(records_text(id)))
        return [];
    return [
        {
            ...{ id: records_text(id), token: (0,lock_ticket/* tokenOf */.B9)(readCount(fence), records_text(id)), mode: modeOf[records_text(letter)] ?? 'exclusive' },
            ...{ ...readAbout(about), heldMs: readCount(heldMs), verdict },
        },
    ];
}
const readStandings = (read, verdict) => list(read).flatMap((it) => readStanding(it, verdict));
function readPlacement(id, reply) {
    const [is, one, two, three, four, five, six] = list(reply);
    if (is === 'gone')
        return { is };
    if (is === 'granted' && (0,lock_ticket/* decodeToken */.oL)((0,lock_ticket/* tokenOf */.B9)(readCount(one), id))) {
        return {
            ...{ is, token: (0,lock_ticket/* tokenOf */.B9)(readCount(one), id), fleet: { fence: readCount(one), epoch: readCount(two) } },
            ...{ recovered: readStandings(three, 'dead'), dirty: readStandings(four, 'dead') },
        };
    }
    if (is !== 'blocked')
        return undefined;
    return {
        ...{ is, ahead: readCount(one), quarantineMs: readCount(two), nextMs: readCount(three) },
        ...{ recovered: readStandings(four, 'dead'), holders: readStandings(five, 'alive'), isMore: six === 1 },
    };
}
const readSweep = (reply) => {
    const [recovered, isMore] = list(reply);
    return { recovered: readStandings(recovered, 'dead'), isMore: isMore === 1 };
};
function readTaken(reply, id) {
    if (!Array.isArray(reply))
        return undefined;
    const fence = readCount(reply[0]);
    return { ...(fence > 0 ? { token: (0,lock_ticket/* tokenOf */.B9)(fence, id) } : {}), heldMs: readCount(reply[1]) };
}
const processOf = (session) => ({ boot: session.repeat(2), namespace: '0', pid: 1, start: '0', key: session });
function readSurvey(reply) {
    const [nowAt, rows] = list(reply);
    return { nowAt: readCount(nowAt), rows: list(rows).flatMap(readRow) };
}
function readRow(read) {
    const [id, record, about, atWork, alive, errand, room] = list(read);
    if (!(0,lock_ticket/* isId */.eQ)(records_text(id)))
        return [];
    const [letter = '', party = '', session = '', seq, fence, askedAt, grantedAt, broken] = records_text(record).split(' ');
    const [mode, isGranted] = [modeOf[letter], room === 'granted'];
    const asker = processOf(session);
    const isReadable = mode !== undefined && (0,lock_ticket/* isId */.eQ)(party) && (0,lock_ticket/* isId */.eQ)(session) && readCount(seq) > 0;
    const found = records_text(errand) === '' ? undefined : (0,errors/* orNothing */.bR)(() => JSON.parse(records_text(errand)));
    return [
        {
            ...{ id: records_text(id), isGranted },
            ...(isReadable
                ? { ticket: { seq: readCount(isGranted ? fence : seq), id: records_text(id), party, mode, isGranted, asker, witnesses: [asker] } }
                : {}),
            ...{
                askedAt: readCount(askedAt),
                grantedAt: readCount(grantedAt),
                isBroken: broken === '1',
                isAtWork: atWork === 1,
                isAlive: alive === 1,
            },
            ...readAbout(about),
            ...(found === undefined ? {} : { errand: found }),
        },
    ];
}
const readIds = (reply) => list(reply).map(records_text).filter(lock_ticket/* isId */.eQ);
const readFound = (reply, id) => (readCount(reply) > 0 ? [(0,lock_ticket/* tokenOf */.B9)(readCount(reply), id)] : []);

;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/law.js

const atOnce = 500;
const prelude = `
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

;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/scripts.js


const script = (body) => {
    const text = `${prelude}\n${body}`;
    return { text, sha: (0,external_node_crypto_.createHash)('sha1').update(text).digest('hex') };
};
const scripts_place = script(`
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
const renew = script(`
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
const signIn = script(`
local it = read(ARGV[4])
if not it or int(it.fence) ~= ARGV[5] or it.fence == 0 or it.broken then return 0 end
sign(ARGV[4], me)
return 1
`);
const signOut = script(`
for index = 4, #ARGV do
  local it = read(ARGV[index])
  if it and it.asker == me then call('ZADD', K.leases, 'XX', int(now), ARGV[index] .. ' ' .. me) end
end
announce(true)
return 1
`);
const scripts_take = script(`
local id, fence, how = ARGV[4], ARGV[5], ARGV[6]
local it = read(id)
if not it or (fence ~= '' and (it.fence == 0 or int(it.fence) ~= fence)) then return false end
local held = it.fence > 0 and math.max(0, now - it.granted) or 0
tell(id)
if it.broken or how == 'abandon' then removeAsDead(id, it) else remove(id, it) end
announce()
return { int(it.fence), int(held) }
`);
const downgrade = script(`
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
const breakOff = script(`
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
const leftBroken = script(`
local it = read(ARGV[4])
return it and it.broken and int(it.fence) == ARGV[5] and not isAtWork(ARGV[4], it) and 1 or 0
`);
const raise = script(`
local it = read(ARGV[4])
if not it or int(it.fence) ~= ARGV[5] or it.fence == 0 or it.broken then return false end
return int(nextNumber(tonumber(ARGV[6])))
`);
const scripts_sweep = script(`
local recovered, isNews, isMore = bury()
if isNews then announce() end
return { recovered, isMore and 1 or 0 }
`);
const scripts_find = script(`
local it = read(ARGV[4])
return it and it.fence > 0 and int(it.fence) or false
`);
const survey = script(`
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
const settle = script(`
for index = 4, #ARGV do call('HDEL', K.crashed, ARGV[index]) end
return 1
`);

;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/around.js





const [mostRows, mostLocks] = [1000, 64];
async function look(redis, encoded) {
    return readSurvey(await redis.run(survey, keysOf(encoded), ['0', '0', '', String(mostRows)]));
}
async function lookAround(redis, encoded) {
    const found = [];
    const seen = new Set();
    const parties = new Set();
    for (let next = [encoded]; next.length > 0 && seen.size < mostLocks;) {
        const [name = '', ...rest] = next;
        seen.add(name);
        const glimpses = glimpsesOf(name, (await look(redis, name)).rows);
        found.push(...glimpses);
        const fresh = [...new Set(glimpses.filter((it) => it.isGranted).map((it) => it.party))].filter((it) => !parties.has(it));
        for (const it of fresh)
            parties.add(it);
        const told = await Promise.all(fresh.slice(0, mostRows).map((it) => redis.command('SMEMBERS', notesOf(it)).catch(() => [])));
        const names = told.flatMap((it) => (it instanceof Set ? [...it] : Array.isArray(it) ? it : [])).map(String);
        next = [...new Set([...rest, ...names.filter(isEncoded)])].filter((it) => !seen.has(it));
    }
    return found;
}
function glimpsesOf(encoded, rows) {
    const verdicts = new Map();
    const byId = new Map();
    const tickets = rows.flatMap((it) => {
        if (!it.ticket?.asker || !it.isAlive)
            return [];
        byId.set(it.id, it);
        const name = (0,lock_ticket/* encodeProcess */.mW)(it.ticket.asker);
        if (it.isAtWork || !verdicts.has(name))
            verdicts.set(name, it.isAtWork ? 'alive' : 'dead');
        return [{ ...it.ticket, witnesses: [...it.ticket.witnesses, processOf((0,lock_ticket/* newId */.Si)())] }];
    });
    const { holders, waiters } = (0,queue/* whoHolds */.vm)(tickets, verdicts);
    return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].flatMap(({ ticket, blockers }) => {
        const it = byId.get(ticket.id);
        if (!it || !ticket.asker)
            return [];
        return [
            {
                ...{ id: ticket.id, party: ticket.party, mode: ticket.mode, isGranted: ticket.isGranted, guards: encoded, job: it.job },
                ...{ asker: (0,lock_ticket/* encodeProcess */.mW)(ticket.asker), isAtWork: it.isAtWork, askedAt: it.askedAt, blockers: blockers.map((one) => one.id) },
                ...(it.host === undefined ? {} : { host: it.host }),
                ...(ticket.isGranted && it.grantedAt > 0 ? { grantedAt: it.grantedAt } : {}),
            },
        ];
    });
}
async function leaveNote(redis, party, encoded, forMs) {
    await redis.command('SADD', notesOf(party), encoded);
    await redis.command('PEXPIRE', notesOf(party), String(Math.round(forMs)));
}
const takeNote = (redis, party, encoded) => redis.command('SREM', notesOf(party), encoded);

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/lock/fleet/redis/complaint.js
var complaint = __webpack_require__(51986);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/client.js


const [longestMs, lookMs] = [5000, 250];
async function connectRedis(address, clock, channel, onMessage) {
    const limitMs = Math.min(longestMs, address.leaseMs / 3);
    let current;
    let runId = '';
    let isClosed = false;
    const drop = (client) => {
        if (current?.client === client)
            current = undefined;
        client.destroy();
    };
    const limited = async (client, work) => {
        const answer = await (0,base_clock/* atMost */.Tu)(clock, limitMs, work.then((value) => ({ value })));
        if (answer)
            return answer.value;
        drop(client);
        throw (0,complaint/* complaintOf */.Nx)(address, new Error('did not answer'));
    };
    const prepare = async (client) => {
        await client.connect();
        const info = String(await client.sendCommand(['INFO']));
        refuseUnfit(address, info);
        runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
        await client.subscribe(channel, onMessage);
    };
    const live = async () => {
        if (isClosed)
            throw (0,complaint/* complaintOf */.Nx)(address, new Error('The client is closed'));
        if (!current) {
            const client = await createClient(address);
            if (!current) {
                client.on('error', () => { });
                client.on('terminated', () => drop(client));
                const ready = limited(client, prepare(client));
                current = { client, ready };
                ready.catch(() => drop(client));
            }
        }
        const { client, ready } = current;
        await ready;
        return client;
    };
    const command = async (words) => {
        try {
            const client = await live();
            return await limited(client, client.sendCommand(words));
        }
        catch (error) {
            throw (0,complaint/* complaintOf */.Nx)(address, error);
        }
    };
    const run = async ({ text, sha }, keys, args) => {
        const rest = [String(keys.length), ...keys, ...args];
        try {
            const client = await live();
            return await limited(client, client.sendCommand(['EVALSHA', sha, ...rest]).catch((error) => {
                if (!String(error).includes('NOSCRIPT'))
                    throw error;
                return client.sendCommand(['EVAL', text, ...rest]);
            }));
        }
        catch (error) {
            throw (0,complaint/* complaintOf */.Nx)(address, error);
        }
    };
    const redis = {
        run,
        command: (...words) => command(words),
        runId: () => runId,
        close: () => {
            isClosed = true;
            if (current)
                drop(current.client);
        },
    };
    for (const startedMs = clock.now();;) {
        try {
            await live();
            return redis;
        }
        catch (error) {
            const told = (0,complaint/* complaintOf */.Nx)(address, error);
            const isLoading = /loading/.test(told.trouble.why ?? '') && (0,complaint/* mayPass */.bg)(told);
            if (!isLoading || clock.now() - startedMs > address.leaseMs) {
                redis.close();
                throw told;
            }
            await (0,base_clock/* pause */.v7)(clock, lookMs);
        }
    }
}
async function createClient({ at, user, password, database }) {
    const redis = await __webpack_require__.e(/* import() */ 488).then(__webpack_require__.t.bind(__webpack_require__, 90488, 19));
    const socket = 'path' in at ? { path: at.path, tls: false } : at.isTls ? { ...tcp(at), tls: true } : tcp(at);
    const client = redis.createClient({
        socket: { ...socket, connectTimeout: longestMs, reconnectStrategy: false },
        ...(user === undefined ? {} : { username: user }),
        ...(password === undefined ? {} : { password }),
        ...{ database, RESP: 3, disableOfflineQueue: true, disableClientInfo: true, maintNotifications: 'disabled' },
        commandOptions: { timeout: 0 },
    });
    client.unref();
    return client;
}
const tcp = ({ host, port }) => ({ host, port, ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }) });
function refuseUnfit(address, info) {
    const tell = (name) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
    if (tell('loading') === '1')
        throw (0,complaint/* complaintOf */.Nx)(address, new Error('LOADING'));
    const [major = 0, minor = 0] = tell('redis_version').split('.').map(Number);
    if (!/^\w+$/.test(tell('run_id')) || major < 6 || (major === 6 && minor < 2)) {
        throw (0,complaint/* complaintOf */.Nx)(address, new Error('unsupported'));
    }
    if (Number(tell('maxmemory')) > 0 && tell('maxmemory_policy').startsWith('allkeys')) {
        throw (0,complaint/* refuse */.TR)(address, {
            why: 'It may throw away any key when its memory is full, and so a lock that is held.',
            fix: 'Set its `maxmemory-policy` to noeviction, or to one that begins with volatile.',
        });
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/leases.js

const momentOf = (clock, upSeconds = (0,external_node_os_.uptime)()) => ({ nowMs: clock.now(), upMs: upSeconds * 1000 });
const elapsedMs = (from, to) => Math.max(to.nowMs - from.nowMs, to.upMs - from.upMs);
const isFresh = (renewed, at, leaseMs) => elapsedMs(renewed, at) < leaseMs / 3 + leaseMs / 2;
const isDue = (renewed, at, leaseMs) => elapsedMs(renewed, at) >= leaseMs / 3;
const isHeld = (it, at, leaseMs) => {
    if (it.state === 'held' && !isFresh(it.renewed, at, leaseMs))
        it.state = 'lost';
    return it.state === 'held';
};
function hear(it, told, sent) {
    if (told === 'gone')
        it.state = 'gone';
    else if (told === 'broken' && it.state === 'held')
        it.state = 'broken';
    const isOurs = it.state === 'held' || it.state === 'broken';
    if (isOurs && told === it.state && elapsedMs(it.renewed, sent) > 0)
        it.renewed = sent;
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis/renewal.js


const ticksALease = 15;
function createRenewal({ clock, leaseMs, ask, waiting }) {
    const kept = new Map();
    let tried = momentOf(clock);
    let isAsking = false;
    const byToken = (token) => [kept.get((0,lock_ticket/* decodeToken */.oL)(token)?.id ?? '')].find((it) => it?.token === token);
    const isSure = (it) => it !== undefined && isHeld(it, momentOf(clock), leaseMs);
    const refresh = async () => {
        const at = momentOf(clock);
        tried = at;
        const line = waiting();
        const grants = [...kept].filter(([, it]) => it.state !== 'gone');
        if (line.size + grants.length === 0)
            return;
        const isOurs = (it) => isSure(it) || it.state === 'broken';
        const told = await ask([...line.keys(), ...grants.map(([id, it]) => (isOurs(it) ? id : `?${id}`))]);
        const answers = Array.isArray(told) ? told.map(String) : [];
        for (const [index, it] of [...line.values()].entries())
            if (answers[index] === 'waiting')
                it.renewed = at;
        for (const [index, [, it]] of grants.entries())
            hear(it, answers[line.size + index] ?? '', at);
    };
    const refreshIfDue = async () => {
        const at = momentOf(clock);
        const ours = [...waiting().values(), ...[...kept.values()].filter((it) => it.state === 'broken' || isSure(it))];
        const others = [...kept.values()].some((it) => ['lost', 'left'].includes(it.state));
        const isTime = ours.some((it) => isDue(it.renewed, at, leaseMs)) || (others && isDue(tried, at, leaseMs));
        if (isAsking || !isTime)
            return;
        isAsking = true;
        await refresh().catch(() => { });
        isAsking = false;
    };
    const stop = clock.every(leaseMs / ticksALease, () => void refreshIfDue());
    return {
        keep: (id, token, renewed) => {
            if (kept.get(id)?.token !== token)
                kept.set(id, { token, renewed, state: 'held' });
        },
        has: (id) => kept.has(id),
        isHeld: (token) => isSure(byToken(token)),
        isGone: (token) => byToken(token)?.state === 'gone',
        isLost: (id) => {
            const it = kept.get(id);
            return it !== undefined && !isSure(it) && it.state === 'lost';
        },
        leave: (id) => {
            const it = kept.get(id);
            if (it && it.state !== 'gone')
                it.state = 'left';
        },
        markGone: (id) => {
            const it = kept.get(id);
            if (it)
                it.state = 'gone';
        },
        refresh,
        stop,
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/redis-store.js













const ownSession = (0,lock_ticket/* newId */.Si)();
const [frontMs, behindMs] = [1000, 4000];
async function openRedisStore(name, address, clock, host, session = ownSession) {
    const hearers = new Set();
    const redis = await connectRedis(address, clock, `${channelOf(encodeName(name))}${session}`, (id) => {
        for (const it of [...hearers])
            it(id);
    });
    return createRedisStore({ name, address, clock, host, session, redis, hearers });
}
function createRedisStore({ name, address, clock, host, session, redis, hearers }) {
    const { leaseMs } = address;
    const [encoded, keys, channel] = [encodeName(name), keysOf(encodeName(name)), channelOf(encodeName(name))];
    const own = new Map();
    const seen = new WeakMap();
    let changes = 0;
    const runAs = (who, script, ...args) => redis.run(script, keys, [who, String(leaseMs), channel, ...args]);
    const run = (script, ...args) => runAs(session, script, ...args);
    const runFor = async (script, token, ...args) => {
        const it = (0,lock_ticket/* decodeToken */.oL)(token);
        return it && run(script, it.id, String(it.seq), ...args);
    };
    const renewal = createRenewal({
        ...{ clock, leaseMs },
        ask: (ids) => run(renew, ...ids),
        waiting: () => new Map([...own].filter(([, it]) => it.state === 'waiting')),
    });
    const onTold = (id) => {
        changes += 1;
        if (renewal.has(id))
            void renewal.refresh().catch(() => { });
    };
    hearers.add(onTold);
    const ask = (mine) => {
        const isNew = mine.state === 'new';
        const purpose = mine.purpose === undefined ? '-' : (0,external_node_crypto_.createHash)('sha256').update(mine.purpose).digest('hex');
        const facts = isNew ? [aboutOf(mine.job, host), (0,store/* errandText */.YW)(mine) ?? ''] : ['', ''];
        const within = (mine.within ?? []).filter(lock_ticket/* isId */.eQ).join(' ');
        return run(scripts_place, mine.id, isNew ? '1' : '0', letterOf[mine.mode], mine.party, ...facts, purpose, within);
    };
    const blockedBy = (mine, facts, before, pauseMs) => {
        const obstacle = { at: mine.id, ahead: mine.ahead, watch: [], ...facts };
        seen.set(obstacle, { changes: before, pauseMs });
        return obstacle;
    };
    const bear = (mine, error, before) => {
        const at = momentOf(clock);
        mine.failing ??= at;
        if (mine.state === 'new' || !(0,complaint/* mayPass */.bg)(error) || elapsedMs(mine.failing, at) > leaseMs)
            throw error;
        const { what, why = '' } = error.trouble;
        const obstacle = blockedBy(mine, { holders: [], reason: `${what} ${why} It is asked again.` }, before, (0,external_node_crypto_.randomInt)(300, 1000));
        return { obstacle, recovered: [] };
    };
    const place = async (id, signal) => {
        for (const recovered = [];;) {
            signal.throwIfAborted();
            const mine = own.get(id);
            if (!mine)
                throw (0,store/* takenBack */.lv)(`for the lock '${(0,base_text/* inert */.tJ)(name, 200)}'`);
            const [before, sent] = [changes, momentOf(clock)];
            let reply;
            try {
                reply = await ask(mine);
            }
            catch (error) {
                return bear(mine, error, before);
            }
            const answer = readPlacement(id, reply);
            if (!answer)
                throw (0,complaint/* complaintOf */.Nx)(address, new Error('Unexpected answer'));
            delete mine.failing;
            if (answer.is === 'gone') {
                const isForgotten = redis.runId() !== mine.runId || !isFresh(mine.renewed, sent, leaseMs);
                if (mine.state === 'new' || !isForgotten)
                    throw (0,store/* takenBack */.lv)(`for the lock '${(0,base_text/* inert */.tJ)(name, 200)}'`);
                mine.state = 'new';
                continue;
            }
            recovered.push(...answer.recovered);
            Object.assign(mine, { renewed: sent, runId: redis.runId() });
            if (answer.is === 'granted') {
                mine.state = 'granted';
                renewal.keep(id, answer.token, sent);
                if (mine.others().length > 0)
                    void takeNote(redis, mine.party, encoded).catch(() => { });
                return { granted: { token: answer.token, recovered, dirty: answer.dirty, fleet: answer.fleet } };
            }
            Object.assign(mine, { state: 'waiting', ahead: answer.ahead });
            if (answer.isMore)
                continue;
            if (mine.others().length > 0)
                await leaveNote(redis, mine.party, encoded, 2 * leaseMs).catch(() => { });
            const { holders, quarantineMs, nextMs } = answer;
            const pollMs = mine.ahead > 1 ? behindMs : frontMs;
            const pauseMs = quarantineMs > 0 ? quarantineMs : Math.min((0,external_node_crypto_.randomInt)(pollMs, 2 * pollMs), mine.ahead > 1 ? behindMs * 2 : nextMs + 1);
            const reason = quarantineMs > 0 ? { reason: startedAnew(address, quarantineMs) } : {};
            return { obstacle: blockedBy(mine, { holders, ...reason }, before, pauseMs), recovered };
        }
    };
    const wait = (obstacle, ms, signal) => new Promise((resolve) => {
        const { changes: before, pauseMs } = seen.get(obstacle) ?? { changes, pauseMs: frontMs };
        const end = () => {
            callOff();
            hearers.delete(end);
            signal.removeEventListener('abort', end);
            resolve();
        };
        const callOff = clock.after(Math.min(ms, pauseMs), end);
        hearers.add(end);
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted || before !== changes)
            end();
    });
    const sign = async (token, who) => {
        const it = (0,lock_ticket/* decodeToken */.oL)(token);
        if (!it)
            return false;
        const sent = momentOf(clock);
        const isSigned = (await runAs(who ? (0,lock_ticket/* newId */.Si)() : session, signIn, it.id, String(it.seq))) === 1;
        if (isSigned && !who)
            renewal.keep(it.id, token, sent);
        return isSigned;
    };
    const take = async (id, fence, how) => {
        const isLost = renewal.isLost(id);
        own.delete(id);
        renewal.leave(id);
        const taken = readTaken(await run(scripts_take, id, fence, isLost ? 'abandon' : how), id);
        renewal.markGone(id);
        return taken;
    };
    const takeToken = async (token, how) => {
        const it = (0,lock_ticket/* decodeToken */.oL)(token);
        return it && (await take(it.id, String(it.seq), how));
    };
    const withdraw = async (id) => {
        if (!(0,lock_ticket/* isId */.eQ)(id))
            return undefined;
        const mine = own.get(id);
        if (mine?.state === 'waiting' && mine.others().length > 0)
            void takeNote(redis, mine.party, encoded).catch(() => { });
        own.delete(id);
        return mine?.state === 'new' && !(await find(id)) ? { heldMs: 0 } : take(id, '', 'withdraw');
    };
    const rows = async () => (await look(redis, encoded)).rows;
    const find = async (id) => {
        if (!(0,lock_ticket/* isId */.eQ)(id))
            return undefined;
        const [it] = readFound(await run(scripts_find, id), id);
        return it;
    };
    const sweep = async () => {
        for (const found = [];;) {
            const { recovered, isMore } = readSweep(await run(scripts_sweep));
            found.push(...recovered);
            if (!isMore)
                return found;
        }
    };
    const close = () => {
        hearers.delete(onTold);
        renewal.stop();
        const asked = [...own.keys()];
        const signedOut = asked.length > 0 ? run(signOut, ...asked) : Promise.resolve();
        void signedOut.catch(() => { }).finally(redis.close);
    };
    return {
        enter: async (request) => {
            own.set(request.id, { ...request, state: 'new', renewed: momentOf(clock), runId: redis.runId(), ahead: 0 });
        },
        place,
        wait,
        sign,
        isHeld: renewal.isHeld,
        isGone: renewal.isGone,
        refresh: renewal.refresh,
        downgrade: async (token) => (await runFor(downgrade, token)) === 1,
        lookAround: () => lookAround(redis, encoded),
        lastSeq: async () => readCount(await redis.command('GET', keys[0] ?? '').catch(() => 0)),
        errands: async () => {
            const found = await rows().catch(() => []);
            return found.flatMap(({ id, ticket, errand, isGranted }) => errand === undefined || isGranted ? [] : [{ seq: ticket?.seq ?? 0, id, errand }]);
        },
        ids: async () => readIds(await redis.command('HKEYS', keys[1] ?? '')),
        find,
        release: async (token) => (await takeToken(token, 'release')) !== undefined,
        abandon: (token) => takeToken(token, 'abandon'),
        withdraw,
        settle: async (tokens) => {
            const ids = tokens.flatMap((it) => (0,lock_ticket/* decodeToken */.oL)(it)?.id ?? []);
            if (ids.length > 0)
                await run(settle, ...ids);
        },
        breakOff: async (id) => {
            const told = (0,lock_ticket/* isId */.eQ)(id) ? await run(breakOff, id) : undefined;
            return told === 'taken back' || told === 'marked' ? told : undefined;
        },
        isLeftBroken: async (token) => (await runFor(leftBroken, token)) === 1,
        raise: async (token, floor) => readCount(await runFor(raise, token, String(floor))) || undefined,
        onPoke: (act) => {
            hearers.add(act);
            return () => hearers.delete(act);
        },
        sweep,
        close,
    };
}
const startedAnew = ({ shown }, leftMs) => `The Redis at ${shown} was started just now, or has taken over: it grants nothing for another ${(0,duration/* formatDuration */.a)(leftMs)}, so that who held a lock before has noticed.`;


/***/ })

};
