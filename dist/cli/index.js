#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 3964:
/***/ ((module) => {



module.exports = clone

var getPrototypeOf = Object.getPrototypeOf || function (obj) {
  return obj.__proto__
}

function clone (obj) {
  if (obj === null || typeof obj !== 'object')
    return obj

  if (obj instanceof Object)
    var copy = { __proto__: getPrototypeOf(obj) }
  else
    var copy = Object.create(null)

  Object.getOwnPropertyNames(obj).forEach(function (key) {
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(obj, key))
  })

  return copy
}


/***/ }),

/***/ 5744:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var fs = __nccwpck_require__(9896)
var polyfills = __nccwpck_require__(3501)
var legacy = __nccwpck_require__(2270)
var clone = __nccwpck_require__(3964)

var util = __nccwpck_require__(9023)

/* istanbul ignore next - node 0.x polyfill */
var gracefulQueue
var previousSymbol

/* istanbul ignore else - node 0.x polyfill */
if (typeof Symbol === 'function' && typeof Symbol.for === 'function') {
  gracefulQueue = Symbol.for('graceful-fs.queue')
  // This is used in testing by future versions
  previousSymbol = Symbol.for('graceful-fs.previous')
} else {
  gracefulQueue = '___graceful-fs.queue'
  previousSymbol = '___graceful-fs.previous'
}

function noop () {}

function publishQueue(context, queue) {
  Object.defineProperty(context, gracefulQueue, {
    get: function() {
      return queue
    }
  })
}

var debug = noop
if (util.debuglog)
  debug = util.debuglog('gfs4')
else if (/\bgfs4\b/i.test(process.env.NODE_DEBUG || ''))
  debug = function() {
    var m = util.format.apply(util, arguments)
    m = 'GFS4: ' + m.split(/\n/).join('\nGFS4: ')
    console.error(m)
  }

// Once time initialization
if (!fs[gracefulQueue]) {
  // This queue can be shared by multiple loaded instances
  var queue = global[gracefulQueue] || []
  publishQueue(fs, queue)

  // Patch fs.close/closeSync to shared queue version, because we need
  // to retry() whenever a close happens *anywhere* in the program.
  // This is essential when multiple graceful-fs instances are
  // in play at the same time.
  fs.close = (function (fs$close) {
    function close (fd, cb) {
      return fs$close.call(fs, fd, function (err) {
        // This function uses the graceful-fs shared queue
        if (!err) {
          resetQueue()
        }

        if (typeof cb === 'function')
          cb.apply(this, arguments)
      })
    }

    Object.defineProperty(close, previousSymbol, {
      value: fs$close
    })
    return close
  })(fs.close)

  fs.closeSync = (function (fs$closeSync) {
    function closeSync (fd) {
      // This function uses the graceful-fs shared queue
      fs$closeSync.apply(fs, arguments)
      resetQueue()
    }

    Object.defineProperty(closeSync, previousSymbol, {
      value: fs$closeSync
    })
    return closeSync
  })(fs.closeSync)

  if (/\bgfs4\b/i.test(process.env.NODE_DEBUG || '')) {
    process.on('exit', function() {
      debug(fs[gracefulQueue])
      __nccwpck_require__(2613).equal(fs[gracefulQueue].length, 0)
    })
  }
}

if (!global[gracefulQueue]) {
  publishQueue(global, fs[gracefulQueue]);
}

module.exports = patch(clone(fs))
if (process.env.TEST_GRACEFUL_FS_GLOBAL_PATCH && !fs.__patched) {
    module.exports = patch(fs)
    fs.__patched = true;
}

function patch (fs) {
  // Everything that references the open() function needs to be in here
  polyfills(fs)
  fs.gracefulify = patch

  fs.createReadStream = createReadStream
  fs.createWriteStream = createWriteStream
  var fs$readFile = fs.readFile
  fs.readFile = readFile
  function readFile (path, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$readFile(path, options, cb)

    function go$readFile (path, options, cb, startTime) {
      return fs$readFile(path, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$readFile, [path, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$writeFile = fs.writeFile
  fs.writeFile = writeFile
  function writeFile (path, data, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$writeFile(path, data, options, cb)

    function go$writeFile (path, data, options, cb, startTime) {
      return fs$writeFile(path, data, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$writeFile, [path, data, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$appendFile = fs.appendFile
  if (fs$appendFile)
    fs.appendFile = appendFile
  function appendFile (path, data, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    return go$appendFile(path, data, options, cb)

    function go$appendFile (path, data, options, cb, startTime) {
      return fs$appendFile(path, data, options, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$appendFile, [path, data, options, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$copyFile = fs.copyFile
  if (fs$copyFile)
    fs.copyFile = copyFile
  function copyFile (src, dest, flags, cb) {
    if (typeof flags === 'function') {
      cb = flags
      flags = 0
    }
    return go$copyFile(src, dest, flags, cb)

    function go$copyFile (src, dest, flags, cb, startTime) {
      return fs$copyFile(src, dest, flags, function (err) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$copyFile, [src, dest, flags, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  var fs$readdir = fs.readdir
  fs.readdir = readdir
  var noReaddirOptionVersions = /^v[0-5]\./
  function readdir (path, options, cb) {
    if (typeof options === 'function')
      cb = options, options = null

    var go$readdir = noReaddirOptionVersions.test(process.version)
      ? function go$readdir (path, options, cb, startTime) {
        return fs$readdir(path, fs$readdirCallback(
          path, options, cb, startTime
        ))
      }
      : function go$readdir (path, options, cb, startTime) {
        return fs$readdir(path, options, fs$readdirCallback(
          path, options, cb, startTime
        ))
      }

    return go$readdir(path, options, cb)

    function fs$readdirCallback (path, options, cb, startTime) {
      return function (err, files) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([
            go$readdir,
            [path, options, cb],
            err,
            startTime || Date.now(),
            Date.now()
          ])
        else {
          if (files && files.sort)
            files.sort()

          if (typeof cb === 'function')
            cb.call(this, err, files)
        }
      }
    }
  }

  if (process.version.substr(0, 4) === 'v0.8') {
    var legStreams = legacy(fs)
    ReadStream = legStreams.ReadStream
    WriteStream = legStreams.WriteStream
  }

  var fs$ReadStream = fs.ReadStream
  if (fs$ReadStream) {
    ReadStream.prototype = Object.create(fs$ReadStream.prototype)
    ReadStream.prototype.open = ReadStream$open
  }

  var fs$WriteStream = fs.WriteStream
  if (fs$WriteStream) {
    WriteStream.prototype = Object.create(fs$WriteStream.prototype)
    WriteStream.prototype.open = WriteStream$open
  }

  Object.defineProperty(fs, 'ReadStream', {
    get: function () {
      return ReadStream
    },
    set: function (val) {
      ReadStream = val
    },
    enumerable: true,
    configurable: true
  })
  Object.defineProperty(fs, 'WriteStream', {
    get: function () {
      return WriteStream
    },
    set: function (val) {
      WriteStream = val
    },
    enumerable: true,
    configurable: true
  })

  // legacy names
  var FileReadStream = ReadStream
  Object.defineProperty(fs, 'FileReadStream', {
    get: function () {
      return FileReadStream
    },
    set: function (val) {
      FileReadStream = val
    },
    enumerable: true,
    configurable: true
  })
  var FileWriteStream = WriteStream
  Object.defineProperty(fs, 'FileWriteStream', {
    get: function () {
      return FileWriteStream
    },
    set: function (val) {
      FileWriteStream = val
    },
    enumerable: true,
    configurable: true
  })

  function ReadStream (path, options) {
    if (this instanceof ReadStream)
      return fs$ReadStream.apply(this, arguments), this
    else
      return ReadStream.apply(Object.create(ReadStream.prototype), arguments)
  }

  function ReadStream$open () {
    var that = this
    open(that.path, that.flags, that.mode, function (err, fd) {
      if (err) {
        if (that.autoClose)
          that.destroy()

        that.emit('error', err)
      } else {
        that.fd = fd
        that.emit('open', fd)
        that.read()
      }
    })
  }

  function WriteStream (path, options) {
    if (this instanceof WriteStream)
      return fs$WriteStream.apply(this, arguments), this
    else
      return WriteStream.apply(Object.create(WriteStream.prototype), arguments)
  }

  function WriteStream$open () {
    var that = this
    open(that.path, that.flags, that.mode, function (err, fd) {
      if (err) {
        that.destroy()
        that.emit('error', err)
      } else {
        that.fd = fd
        that.emit('open', fd)
      }
    })
  }

  function createReadStream (path, options) {
    return new fs.ReadStream(path, options)
  }

  function createWriteStream (path, options) {
    return new fs.WriteStream(path, options)
  }

  var fs$open = fs.open
  fs.open = open
  function open (path, flags, mode, cb) {
    if (typeof mode === 'function')
      cb = mode, mode = null

    return go$open(path, flags, mode, cb)

    function go$open (path, flags, mode, cb, startTime) {
      return fs$open(path, flags, mode, function (err, fd) {
        if (err && (err.code === 'EMFILE' || err.code === 'ENFILE'))
          enqueue([go$open, [path, flags, mode, cb], err, startTime || Date.now(), Date.now()])
        else {
          if (typeof cb === 'function')
            cb.apply(this, arguments)
        }
      })
    }
  }

  return fs
}

function enqueue (elem) {
  debug('ENQUEUE', elem[0].name, elem[1])
  fs[gracefulQueue].push(elem)
  retry()
}

// keep track of the timeout between retry() calls
var retryTimer

// reset the startTime and lastTime to now
// this resets the start of the 60 second overall timeout as well as the
// delay between attempts so that we'll retry these jobs sooner
function resetQueue () {
  var now = Date.now()
  for (var i = 0; i < fs[gracefulQueue].length; ++i) {
    // entries that are only a length of 2 are from an older version, don't
    // bother modifying those since they'll be retried anyway.
    if (fs[gracefulQueue][i].length > 2) {
      fs[gracefulQueue][i][3] = now // startTime
      fs[gracefulQueue][i][4] = now // lastTime
    }
  }
  // call retry to make sure we're actively processing the queue
  retry()
}

function retry () {
  // clear the timer and remove it to help prevent unintended concurrency
  clearTimeout(retryTimer)
  retryTimer = undefined

  if (fs[gracefulQueue].length === 0)
    return

  var elem = fs[gracefulQueue].shift()
  var fn = elem[0]
  var args = elem[1]
  // these items may be unset if they were added by an older graceful-fs
  var err = elem[2]
  var startTime = elem[3]
  var lastTime = elem[4]

  // if we don't have a startTime we have no way of knowing if we've waited
  // long enough, so go ahead and retry this item now
  if (startTime === undefined) {
    debug('RETRY', fn.name, args)
    fn.apply(null, args)
  } else if (Date.now() - startTime >= 60000) {
    // it's been more than 60 seconds total, bail now
    debug('TIMEOUT', fn.name, args)
    var cb = args.pop()
    if (typeof cb === 'function')
      cb.call(null, err)
  } else {
    // the amount of time between the last attempt and right now
    var sinceAttempt = Date.now() - lastTime
    // the amount of time between when we first tried, and when we last tried
    // rounded up to at least 1
    var sinceStart = Math.max(lastTime - startTime, 1)
    // backoff. wait longer than the total time we've been retrying, but only
    // up to a maximum of 100ms
    var desiredDelay = Math.min(sinceStart * 1.2, 100)
    // it's been long enough since the last retry, do it again
    if (sinceAttempt >= desiredDelay) {
      debug('RETRY', fn.name, args)
      fn.apply(null, args.concat([startTime]))
    } else {
      // if we can't do this job yet, push it to the end of the queue
      // and let the next iteration check again
      fs[gracefulQueue].push(elem)
    }
  }

  // schedule our next run if one isn't already scheduled
  if (retryTimer === undefined) {
    retryTimer = setTimeout(retry, 0)
  }
}


/***/ }),

/***/ 2270:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var Stream = (__nccwpck_require__(2203).Stream)

module.exports = legacy

function legacy (fs) {
  return {
    ReadStream: ReadStream,
    WriteStream: WriteStream
  }

  function ReadStream (path, options) {
    if (!(this instanceof ReadStream)) return new ReadStream(path, options);

    Stream.call(this);

    var self = this;

    this.path = path;
    this.fd = null;
    this.readable = true;
    this.paused = false;

    this.flags = 'r';
    this.mode = 438; /*=0666*/
    this.bufferSize = 64 * 1024;

    options = options || {};

    // Mixin options into this
    var keys = Object.keys(options);
    for (var index = 0, length = keys.length; index < length; index++) {
      var key = keys[index];
      this[key] = options[key];
    }

    if (this.encoding) this.setEncoding(this.encoding);

    if (this.start !== undefined) {
      if ('number' !== typeof this.start) {
        throw TypeError('start must be a Number');
      }
      if (this.end === undefined) {
        this.end = Infinity;
      } else if ('number' !== typeof this.end) {
        throw TypeError('end must be a Number');
      }

      if (this.start > this.end) {
        throw new Error('start must be <= end');
      }

      this.pos = this.start;
    }

    if (this.fd !== null) {
      process.nextTick(function() {
        self._read();
      });
      return;
    }

    fs.open(this.path, this.flags, this.mode, function (err, fd) {
      if (err) {
        self.emit('error', err);
        self.readable = false;
        return;
      }

      self.fd = fd;
      self.emit('open', fd);
      self._read();
    })
  }

  function WriteStream (path, options) {
    if (!(this instanceof WriteStream)) return new WriteStream(path, options);

    Stream.call(this);

    this.path = path;
    this.fd = null;
    this.writable = true;

    this.flags = 'w';
    this.encoding = 'binary';
    this.mode = 438; /*=0666*/
    this.bytesWritten = 0;

    options = options || {};

    // Mixin options into this
    var keys = Object.keys(options);
    for (var index = 0, length = keys.length; index < length; index++) {
      var key = keys[index];
      this[key] = options[key];
    }

    if (this.start !== undefined) {
      if ('number' !== typeof this.start) {
        throw TypeError('start must be a Number');
      }
      if (this.start < 0) {
        throw new Error('start must be >= zero');
      }

      this.pos = this.start;
    }

    this.busy = false;
    this._queue = [];

    if (this.fd === null) {
      this._open = fs.open;
      this._queue.push([this._open, this.path, this.flags, this.mode, undefined]);
      this.flush();
    }
  }
}


/***/ }),

/***/ 3501:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var constants = __nccwpck_require__(9140)

var origCwd = process.cwd
var cwd = null

var platform = process.env.GRACEFUL_FS_PLATFORM || process.platform

process.cwd = function() {
  if (!cwd)
    cwd = origCwd.call(process)
  return cwd
}
try {
  process.cwd()
} catch (er) {}

// This check is needed until node.js 12 is required
if (typeof process.chdir === 'function') {
  var chdir = process.chdir
  process.chdir = function (d) {
    cwd = null
    chdir.call(process, d)
  }
  if (Object.setPrototypeOf) Object.setPrototypeOf(process.chdir, chdir)
}

module.exports = patch

function patch (fs) {
  // (re-)implement some things that are known busted or missing.

  // lchmod, broken prior to 0.6.2
  // back-port the fix here.
  if (constants.hasOwnProperty('O_SYMLINK') &&
      process.version.match(/^v0\.6\.[0-2]|^v0\.5\./)) {
    patchLchmod(fs)
  }

  // lutimes implementation, or no-op
  if (!fs.lutimes) {
    patchLutimes(fs)
  }

  // https://github.com/isaacs/node-graceful-fs/issues/4
  // Chown should not fail on einval or eperm if non-root.
  // It should not fail on enosys ever, as this just indicates
  // that a fs doesn't support the intended operation.

  fs.chown = chownFix(fs.chown)
  fs.fchown = chownFix(fs.fchown)
  fs.lchown = chownFix(fs.lchown)

  fs.chmod = chmodFix(fs.chmod)
  fs.fchmod = chmodFix(fs.fchmod)
  fs.lchmod = chmodFix(fs.lchmod)

  fs.chownSync = chownFixSync(fs.chownSync)
  fs.fchownSync = chownFixSync(fs.fchownSync)
  fs.lchownSync = chownFixSync(fs.lchownSync)

  fs.chmodSync = chmodFixSync(fs.chmodSync)
  fs.fchmodSync = chmodFixSync(fs.fchmodSync)
  fs.lchmodSync = chmodFixSync(fs.lchmodSync)

  fs.stat = statFix(fs.stat)
  fs.fstat = statFix(fs.fstat)
  fs.lstat = statFix(fs.lstat)

  fs.statSync = statFixSync(fs.statSync)
  fs.fstatSync = statFixSync(fs.fstatSync)
  fs.lstatSync = statFixSync(fs.lstatSync)

  // if lchmod/lchown do not exist, then make them no-ops
  if (fs.chmod && !fs.lchmod) {
    fs.lchmod = function (path, mode, cb) {
      if (cb) process.nextTick(cb)
    }
    fs.lchmodSync = function () {}
  }
  if (fs.chown && !fs.lchown) {
    fs.lchown = function (path, uid, gid, cb) {
      if (cb) process.nextTick(cb)
    }
    fs.lchownSync = function () {}
  }

  // on Windows, A/V software can lock the directory, causing this
  // to fail with an EACCES or EPERM if the directory contains newly
  // created files.  Try again on failure, for up to 60 seconds.

  // Set the timeout this long because some Windows Anti-Virus, such as Parity
  // bit9, may lock files for up to a minute, causing npm package install
  // failures. Also, take care to yield the scheduler. Windows scheduling gives
  // CPU to a busy looping process, which can cause the program causing the lock
  // contention to be starved of CPU by node, so the contention doesn't resolve.
  if (platform === "win32") {
    fs.rename = typeof fs.rename !== 'function' ? fs.rename
    : (function (fs$rename) {
      function rename (from, to, cb) {
        var start = Date.now()
        var backoff = 0;
        fs$rename(from, to, function CB (er) {
          if (er
              && (er.code === "EACCES" || er.code === "EPERM" || er.code === "EBUSY")
              && Date.now() - start < 60000) {
            setTimeout(function() {
              fs.stat(to, function (stater, st) {
                if (stater && stater.code === "ENOENT")
                  fs$rename(from, to, CB);
                else
                  cb(er)
              })
            }, backoff)
            if (backoff < 100)
              backoff += 10;
            return;
          }
          if (cb) cb(er)
        })
      }
      if (Object.setPrototypeOf) Object.setPrototypeOf(rename, fs$rename)
      return rename
    })(fs.rename)
  }

  // if read() returns EAGAIN, then just try it again.
  fs.read = typeof fs.read !== 'function' ? fs.read
  : (function (fs$read) {
    function read (fd, buffer, offset, length, position, callback_) {
      var callback
      if (callback_ && typeof callback_ === 'function') {
        var eagCounter = 0
        callback = function (er, _, __) {
          if (er && er.code === 'EAGAIN' && eagCounter < 10) {
            eagCounter ++
            return fs$read.call(fs, fd, buffer, offset, length, position, callback)
          }
          callback_.apply(this, arguments)
        }
      }
      return fs$read.call(fs, fd, buffer, offset, length, position, callback)
    }

    // This ensures `util.promisify` works as it does for native `fs.read`.
    if (Object.setPrototypeOf) Object.setPrototypeOf(read, fs$read)
    return read
  })(fs.read)

  fs.readSync = typeof fs.readSync !== 'function' ? fs.readSync
  : (function (fs$readSync) { return function (fd, buffer, offset, length, position) {
    var eagCounter = 0
    while (true) {
      try {
        return fs$readSync.call(fs, fd, buffer, offset, length, position)
      } catch (er) {
        if (er.code === 'EAGAIN' && eagCounter < 10) {
          eagCounter ++
          continue
        }
        throw er
      }
    }
  }})(fs.readSync)

  function patchLchmod (fs) {
    fs.lchmod = function (path, mode, callback) {
      fs.open( path
             , constants.O_WRONLY | constants.O_SYMLINK
             , mode
             , function (err, fd) {
        if (err) {
          if (callback) callback(err)
          return
        }
        // prefer to return the chmod error, if one occurs,
        // but still try to close, and report closing errors if they occur.
        fs.fchmod(fd, mode, function (err) {
          fs.close(fd, function(err2) {
            if (callback) callback(err || err2)
          })
        })
      })
    }

    fs.lchmodSync = function (path, mode) {
      var fd = fs.openSync(path, constants.O_WRONLY | constants.O_SYMLINK, mode)

      // prefer to return the chmod error, if one occurs,
      // but still try to close, and report closing errors if they occur.
      var threw = true
      var ret
      try {
        ret = fs.fchmodSync(fd, mode)
        threw = false
      } finally {
        if (threw) {
          try {
            fs.closeSync(fd)
          } catch (er) {}
        } else {
          fs.closeSync(fd)
        }
      }
      return ret
    }
  }

  function patchLutimes (fs) {
    if (constants.hasOwnProperty("O_SYMLINK") && fs.futimes) {
      fs.lutimes = function (path, at, mt, cb) {
        fs.open(path, constants.O_SYMLINK, function (er, fd) {
          if (er) {
            if (cb) cb(er)
            return
          }
          fs.futimes(fd, at, mt, function (er) {
            fs.close(fd, function (er2) {
              if (cb) cb(er || er2)
            })
          })
        })
      }

      fs.lutimesSync = function (path, at, mt) {
        var fd = fs.openSync(path, constants.O_SYMLINK)
        var ret
        var threw = true
        try {
          ret = fs.futimesSync(fd, at, mt)
          threw = false
        } finally {
          if (threw) {
            try {
              fs.closeSync(fd)
            } catch (er) {}
          } else {
            fs.closeSync(fd)
          }
        }
        return ret
      }

    } else if (fs.futimes) {
      fs.lutimes = function (_a, _b, _c, cb) { if (cb) process.nextTick(cb) }
      fs.lutimesSync = function () {}
    }
  }

  function chmodFix (orig) {
    if (!orig) return orig
    return function (target, mode, cb) {
      return orig.call(fs, target, mode, function (er) {
        if (chownErOk(er)) er = null
        if (cb) cb.apply(this, arguments)
      })
    }
  }

  function chmodFixSync (orig) {
    if (!orig) return orig
    return function (target, mode) {
      try {
        return orig.call(fs, target, mode)
      } catch (er) {
        if (!chownErOk(er)) throw er
      }
    }
  }


  function chownFix (orig) {
    if (!orig) return orig
    return function (target, uid, gid, cb) {
      return orig.call(fs, target, uid, gid, function (er) {
        if (chownErOk(er)) er = null
        if (cb) cb.apply(this, arguments)
      })
    }
  }

  function chownFixSync (orig) {
    if (!orig) return orig
    return function (target, uid, gid) {
      try {
        return orig.call(fs, target, uid, gid)
      } catch (er) {
        if (!chownErOk(er)) throw er
      }
    }
  }

  function statFix (orig) {
    if (!orig) return orig
    // Older versions of Node erroneously returned signed integers for
    // uid + gid.
    return function (target, options, cb) {
      if (typeof options === 'function') {
        cb = options
        options = null
      }
      function callback (er, stats) {
        if (stats) {
          if (stats.uid < 0) stats.uid += 0x100000000
          if (stats.gid < 0) stats.gid += 0x100000000
        }
        if (cb) cb.apply(this, arguments)
      }
      return options ? orig.call(fs, target, options, callback)
        : orig.call(fs, target, callback)
    }
  }

  function statFixSync (orig) {
    if (!orig) return orig
    // Older versions of Node erroneously returned signed integers for
    // uid + gid.
    return function (target, options) {
      var stats = options ? orig.call(fs, target, options)
        : orig.call(fs, target)
      if (stats) {
        if (stats.uid < 0) stats.uid += 0x100000000
        if (stats.gid < 0) stats.gid += 0x100000000
      }
      return stats;
    }
  }

  // ENOSYS means that the fs doesn't support the op. Just ignore
  // that, because it doesn't matter.
  //
  // if there's no getuid, or if getuid() is something other
  // than 0, and the error is EINVAL or EPERM, then just ignore
  // it.
  //
  // This specific case is a silent failure in cp, install, tar,
  // and most other unix tools that manage permissions.
  //
  // When running as root, or if other types of errors are
  // encountered, then it's strict.
  function chownErOk (er) {
    if (!er)
      return true

    if (er.code === "ENOSYS")
      return true

    var nonroot = !process.getuid || process.getuid() !== 0
    if (nonroot) {
      if (er.code === "EINVAL" || er.code === "EPERM")
        return true
    }

    return false
  }
}


/***/ }),

/***/ 3648:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const lockfile = __nccwpck_require__(743);
const { toPromise, toSync, toSyncOptions } = __nccwpck_require__(3271);

async function lock(file, options) {
    const release = await toPromise(lockfile.lock)(file, options);

    return toPromise(release);
}

function lockSync(file, options) {
    const release = toSync(lockfile.lock)(file, toSyncOptions(options));

    return toSync(release);
}

function unlock(file, options) {
    return toPromise(lockfile.unlock)(file, options);
}

function unlockSync(file, options) {
    return toSync(lockfile.unlock)(file, toSyncOptions(options));
}

function check(file, options) {
    return toPromise(lockfile.check)(file, options);
}

function checkSync(file, options) {
    return toSync(lockfile.check)(file, toSyncOptions(options));
}

module.exports = lock;
module.exports.lock = lock;
module.exports.unlock = unlock;
module.exports.lockSync = lockSync;
module.exports.unlockSync = unlockSync;
module.exports.check = check;
module.exports.checkSync = checkSync;


/***/ }),

/***/ 3271:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const fs = __nccwpck_require__(5744);

function createSyncFs(fs) {
    const methods = ['mkdir', 'realpath', 'stat', 'rmdir', 'utimes'];
    const newFs = { ...fs };

    methods.forEach((method) => {
        newFs[method] = (...args) => {
            const callback = args.pop();
            let ret;

            try {
                ret = fs[`${method}Sync`](...args);
            } catch (err) {
                return callback(err);
            }

            callback(null, ret);
        };
    });

    return newFs;
}

// ----------------------------------------------------------

function toPromise(method) {
    return (...args) => new Promise((resolve, reject) => {
        args.push((err, result) => {
            if (err) {
                reject(err);
            } else {
                resolve(result);
            }
        });

        method(...args);
    });
}

function toSync(method) {
    return (...args) => {
        let err;
        let result;

        args.push((_err, _result) => {
            err = _err;
            result = _result;
        });

        method(...args);

        if (err) {
            throw err;
        }

        return result;
    };
}

function toSyncOptions(options) {
    // Shallow clone options because we are oging to mutate them
    options = { ...options };

    // Transform fs to use the sync methods instead
    options.fs = createSyncFs(options.fs || fs);

    // Retries are not allowed because it requires the flow to be sync
    if (
        (typeof options.retries === 'number' && options.retries > 0) ||
        (options.retries && typeof options.retries.retries === 'number' && options.retries.retries > 0)
    ) {
        throw Object.assign(new Error('Cannot use retries with the sync api'), { code: 'ESYNC' });
    }

    return options;
}

module.exports = {
    toPromise,
    toSync,
    toSyncOptions,
};


/***/ }),

/***/ 743:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const path = __nccwpck_require__(6928);
const fs = __nccwpck_require__(5744);
const retry = __nccwpck_require__(5546);
const onExit = __nccwpck_require__(6627);
const mtimePrecision = __nccwpck_require__(4747);

const locks = {};

function getLockFile(file, options) {
    return options.lockfilePath || `${file}.lock`;
}

function resolveCanonicalPath(file, options, callback) {
    if (!options.realpath) {
        return callback(null, path.resolve(file));
    }

    // Use realpath to resolve symlinks
    // It also resolves relative paths
    options.fs.realpath(file, callback);
}

function acquireLock(file, options, callback) {
    const lockfilePath = getLockFile(file, options);

    // Use mkdir to create the lockfile (atomic operation)
    options.fs.mkdir(lockfilePath, (err) => {
        if (!err) {
            // At this point, we acquired the lock!
            // Probe the mtime precision
            return mtimePrecision.probe(lockfilePath, options.fs, (err, mtime, mtimePrecision) => {
                // If it failed, try to remove the lock..
                /* istanbul ignore if */
                if (err) {
                    options.fs.rmdir(lockfilePath, () => {});

                    return callback(err);
                }

                callback(null, mtime, mtimePrecision);
            });
        }

        // If error is not EEXIST then some other error occurred while locking
        if (err.code !== 'EEXIST') {
            return callback(err);
        }

        // Otherwise, check if lock is stale by analyzing the file mtime
        if (options.stale <= 0) {
            return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
        }

        options.fs.stat(lockfilePath, (err, stat) => {
            if (err) {
                // Retry if the lockfile has been removed (meanwhile)
                // Skip stale check to avoid recursiveness
                if (err.code === 'ENOENT') {
                    return acquireLock(file, { ...options, stale: 0 }, callback);
                }

                return callback(err);
            }

            if (!isLockStale(stat, options)) {
                return callback(Object.assign(new Error('Lock file is already being held'), { code: 'ELOCKED', file }));
            }

            // If it's stale, remove it and try again!
            // Skip stale check to avoid recursiveness
            removeLock(file, options, (err) => {
                if (err) {
                    return callback(err);
                }

                acquireLock(file, { ...options, stale: 0 }, callback);
            });
        });
    });
}

function isLockStale(stat, options) {
    return stat.mtime.getTime() < Date.now() - options.stale;
}

function removeLock(file, options, callback) {
    // Remove lockfile, ignoring ENOENT errors
    options.fs.rmdir(getLockFile(file, options), (err) => {
        if (err && err.code !== 'ENOENT') {
            return callback(err);
        }

        callback();
    });
}

function updateLock(file, options) {
    const lock = locks[file];

    // Just for safety, should never happen
    /* istanbul ignore if */
    if (lock.updateTimeout) {
        return;
    }

    lock.updateDelay = lock.updateDelay || options.update;
    lock.updateTimeout = setTimeout(() => {
        lock.updateTimeout = null;

        // Stat the file to check if mtime is still ours
        // If it is, we can still recover from a system sleep or a busy event loop
        options.fs.stat(lock.lockfilePath, (err, stat) => {
            const isOverThreshold = lock.lastUpdate + options.stale < Date.now();

            // If it failed to update the lockfile, keep trying unless
            // the lockfile was deleted or we are over the threshold
            if (err) {
                if (err.code === 'ENOENT' || isOverThreshold) {
                    return setLockAsCompromised(file, lock, Object.assign(err, { code: 'ECOMPROMISED' }));
                }

                lock.updateDelay = 1000;

                return updateLock(file, options);
            }

            const isMtimeOurs = lock.mtime.getTime() === stat.mtime.getTime();

            if (!isMtimeOurs) {
                return setLockAsCompromised(
                    file,
                    lock,
                    Object.assign(
                        new Error('Unable to update lock within the stale threshold'),
                        { code: 'ECOMPROMISED' }
                    ));
            }

            const mtime = mtimePrecision.getMtime(lock.mtimePrecision);

            options.fs.utimes(lock.lockfilePath, mtime, mtime, (err) => {
                const isOverThreshold = lock.lastUpdate + options.stale < Date.now();

                // Ignore if the lock was released
                if (lock.released) {
                    return;
                }

                // If it failed to update the lockfile, keep trying unless
                // the lockfile was deleted or we are over the threshold
                if (err) {
                    if (err.code === 'ENOENT' || isOverThreshold) {
                        return setLockAsCompromised(file, lock, Object.assign(err, { code: 'ECOMPROMISED' }));
                    }

                    lock.updateDelay = 1000;

                    return updateLock(file, options);
                }

                // All ok, keep updating..
                lock.mtime = mtime;
                lock.lastUpdate = Date.now();
                lock.updateDelay = null;
                updateLock(file, options);
            });
        });
    }, lock.updateDelay);

    // Unref the timer so that the nodejs process can exit freely
    // This is safe because all acquired locks will be automatically released
    // on process exit

    // We first check that `lock.updateTimeout.unref` exists because some users
    // may be using this module outside of NodeJS (e.g., in an electron app),
    // and in those cases `setTimeout` return an integer.
    /* istanbul ignore else */
    if (lock.updateTimeout.unref) {
        lock.updateTimeout.unref();
    }
}

function setLockAsCompromised(file, lock, err) {
    // Signal the lock has been released
    lock.released = true;

    // Cancel lock mtime update
    // Just for safety, at this point updateTimeout should be null
    /* istanbul ignore if */
    if (lock.updateTimeout) {
        clearTimeout(lock.updateTimeout);
    }

    if (locks[file] === lock) {
        delete locks[file];
    }

    lock.options.onCompromised(err);
}

// ----------------------------------------------------------

function lock(file, options, callback) {
    /* istanbul ignore next */
    options = {
        stale: 10000,
        update: null,
        realpath: true,
        retries: 0,
        fs,
        onCompromised: (err) => { throw err; },
        ...options,
    };

    options.retries = options.retries || 0;
    options.retries = typeof options.retries === 'number' ? { retries: options.retries } : options.retries;
    options.stale = Math.max(options.stale || 0, 2000);
    options.update = options.update == null ? options.stale / 2 : options.update || 0;
    options.update = Math.max(Math.min(options.update, options.stale / 2), 1000);

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Attempt to acquire the lock
        const operation = retry.operation(options.retries);

        operation.attempt(() => {
            acquireLock(file, options, (err, mtime, mtimePrecision) => {
                if (operation.retry(err)) {
                    return;
                }

                if (err) {
                    return callback(operation.mainError());
                }

                // We now own the lock
                const lock = locks[file] = {
                    lockfilePath: getLockFile(file, options),
                    mtime,
                    mtimePrecision,
                    options,
                    lastUpdate: Date.now(),
                };

                // We must keep the lock fresh to avoid staleness
                updateLock(file, options);

                callback(null, (releasedCallback) => {
                    if (lock.released) {
                        return releasedCallback &&
                            releasedCallback(Object.assign(new Error('Lock is already released'), { code: 'ERELEASED' }));
                    }

                    // Not necessary to use realpath twice when unlocking
                    unlock(file, { ...options, realpath: false }, releasedCallback);
                });
            });
        });
    });
}

function unlock(file, options, callback) {
    options = {
        fs,
        realpath: true,
        ...options,
    };

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Skip if the lock is not acquired
        const lock = locks[file];

        if (!lock) {
            return callback(Object.assign(new Error('Lock is not acquired/owned by you'), { code: 'ENOTACQUIRED' }));
        }

        lock.updateTimeout && clearTimeout(lock.updateTimeout); // Cancel lock mtime update
        lock.released = true; // Signal the lock has been released
        delete locks[file]; // Delete from locks

        removeLock(file, options, callback);
    });
}

function check(file, options, callback) {
    options = {
        stale: 10000,
        realpath: true,
        fs,
        ...options,
    };

    options.stale = Math.max(options.stale || 0, 2000);

    // Resolve to a canonical file path
    resolveCanonicalPath(file, options, (err, file) => {
        if (err) {
            return callback(err);
        }

        // Check if lockfile exists
        options.fs.stat(getLockFile(file, options), (err, stat) => {
            if (err) {
                // If does not exist, file is not locked. Otherwise, callback with error
                return err.code === 'ENOENT' ? callback(null, false) : callback(err);
            }

            // Otherwise, check if lock is stale by analyzing the file mtime
            return callback(null, !isLockStale(stat, options));
        });
    });
}

function getLocks() {
    return locks;
}

// Remove acquired locks on exit
/* istanbul ignore next */
onExit(() => {
    for (const file in locks) {
        const options = locks[file].options;

        try { options.fs.rmdirSync(getLockFile(file, options)); } catch (e) { /* Empty */ }
    }
});

module.exports.lock = lock;
module.exports.unlock = unlock;
module.exports.check = check;
module.exports.getLocks = getLocks;


/***/ }),

/***/ 4747:
/***/ ((module) => {



const cacheSymbol = Symbol();

function probe(file, fs, callback) {
    const cachedPrecision = fs[cacheSymbol];

    if (cachedPrecision) {
        return fs.stat(file, (err, stat) => {
            /* istanbul ignore if */
            if (err) {
                return callback(err);
            }

            callback(null, stat.mtime, cachedPrecision);
        });
    }

    // Set mtime by ceiling Date.now() to seconds + 5ms so that it's "not on the second"
    const mtime = new Date((Math.ceil(Date.now() / 1000) * 1000) + 5);

    fs.utimes(file, mtime, mtime, (err) => {
        /* istanbul ignore if */
        if (err) {
            return callback(err);
        }

        fs.stat(file, (err, stat) => {
            /* istanbul ignore if */
            if (err) {
                return callback(err);
            }

            const precision = stat.mtime.getTime() % 1000 === 0 ? 's' : 'ms';

            // Cache the precision in a non-enumerable way
            Object.defineProperty(fs, cacheSymbol, { value: precision });

            callback(null, stat.mtime, precision);
        });
    });
}

function getMtime(precision) {
    let now = Date.now();

    if (precision === 's') {
        now = Math.ceil(now / 1000) * 1000;
    }

    return new Date(now);
}

module.exports.probe = probe;
module.exports.getMtime = getMtime;


/***/ }),

/***/ 5546:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(7084);

/***/ }),

/***/ 7084:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var RetryOperation = __nccwpck_require__(9538);

exports.operation = function(options) {
  var timeouts = exports.timeouts(options);
  return new RetryOperation(timeouts, {
      forever: options && options.forever,
      unref: options && options.unref,
      maxRetryTime: options && options.maxRetryTime
  });
};

exports.timeouts = function(options) {
  if (options instanceof Array) {
    return [].concat(options);
  }

  var opts = {
    retries: 10,
    factor: 2,
    minTimeout: 1 * 1000,
    maxTimeout: Infinity,
    randomize: false
  };
  for (var key in options) {
    opts[key] = options[key];
  }

  if (opts.minTimeout > opts.maxTimeout) {
    throw new Error('minTimeout is greater than maxTimeout');
  }

  var timeouts = [];
  for (var i = 0; i < opts.retries; i++) {
    timeouts.push(this.createTimeout(i, opts));
  }

  if (options && options.forever && !timeouts.length) {
    timeouts.push(this.createTimeout(i, opts));
  }

  // sort the array numerically ascending
  timeouts.sort(function(a,b) {
    return a - b;
  });

  return timeouts;
};

exports.createTimeout = function(attempt, opts) {
  var random = (opts.randomize)
    ? (Math.random() + 1)
    : 1;

  var timeout = Math.round(random * opts.minTimeout * Math.pow(opts.factor, attempt));
  timeout = Math.min(timeout, opts.maxTimeout);

  return timeout;
};

exports.wrap = function(obj, options, methods) {
  if (options instanceof Array) {
    methods = options;
    options = null;
  }

  if (!methods) {
    methods = [];
    for (var key in obj) {
      if (typeof obj[key] === 'function') {
        methods.push(key);
      }
    }
  }

  for (var i = 0; i < methods.length; i++) {
    var method   = methods[i];
    var original = obj[method];

    obj[method] = function retryWrapper(original) {
      var op       = exports.operation(options);
      var args     = Array.prototype.slice.call(arguments, 1);
      var callback = args.pop();

      args.push(function(err) {
        if (op.retry(err)) {
          return;
        }
        if (err) {
          arguments[0] = op.mainError();
        }
        callback.apply(this, arguments);
      });

      op.attempt(function() {
        original.apply(obj, args);
      });
    }.bind(obj, original);
    obj[method].options = options;
  }
};


/***/ }),

/***/ 9538:
/***/ ((module) => {

function RetryOperation(timeouts, options) {
  // Compatibility for the old (timeouts, retryForever) signature
  if (typeof options === 'boolean') {
    options = { forever: options };
  }

  this._originalTimeouts = JSON.parse(JSON.stringify(timeouts));
  this._timeouts = timeouts;
  this._options = options || {};
  this._maxRetryTime = options && options.maxRetryTime || Infinity;
  this._fn = null;
  this._errors = [];
  this._attempts = 1;
  this._operationTimeout = null;
  this._operationTimeoutCb = null;
  this._timeout = null;
  this._operationStart = null;

  if (this._options.forever) {
    this._cachedTimeouts = this._timeouts.slice(0);
  }
}
module.exports = RetryOperation;

RetryOperation.prototype.reset = function() {
  this._attempts = 1;
  this._timeouts = this._originalTimeouts;
}

RetryOperation.prototype.stop = function() {
  if (this._timeout) {
    clearTimeout(this._timeout);
  }

  this._timeouts       = [];
  this._cachedTimeouts = null;
};

RetryOperation.prototype.retry = function(err) {
  if (this._timeout) {
    clearTimeout(this._timeout);
  }

  if (!err) {
    return false;
  }
  var currentTime = new Date().getTime();
  if (err && currentTime - this._operationStart >= this._maxRetryTime) {
    this._errors.unshift(new Error('RetryOperation timeout occurred'));
    return false;
  }

  this._errors.push(err);

  var timeout = this._timeouts.shift();
  if (timeout === undefined) {
    if (this._cachedTimeouts) {
      // retry forever, only keep last error
      this._errors.splice(this._errors.length - 1, this._errors.length);
      this._timeouts = this._cachedTimeouts.slice(0);
      timeout = this._timeouts.shift();
    } else {
      return false;
    }
  }

  var self = this;
  var timer = setTimeout(function() {
    self._attempts++;

    if (self._operationTimeoutCb) {
      self._timeout = setTimeout(function() {
        self._operationTimeoutCb(self._attempts);
      }, self._operationTimeout);

      if (self._options.unref) {
          self._timeout.unref();
      }
    }

    self._fn(self._attempts);
  }, timeout);

  if (this._options.unref) {
      timer.unref();
  }

  return true;
};

RetryOperation.prototype.attempt = function(fn, timeoutOps) {
  this._fn = fn;

  if (timeoutOps) {
    if (timeoutOps.timeout) {
      this._operationTimeout = timeoutOps.timeout;
    }
    if (timeoutOps.cb) {
      this._operationTimeoutCb = timeoutOps.cb;
    }
  }

  var self = this;
  if (this._operationTimeoutCb) {
    this._timeout = setTimeout(function() {
      self._operationTimeoutCb();
    }, self._operationTimeout);
  }

  this._operationStart = new Date().getTime();

  this._fn(this._attempts);
};

RetryOperation.prototype.try = function(fn) {
  console.log('Using RetryOperation.try() is deprecated');
  this.attempt(fn);
};

RetryOperation.prototype.start = function(fn) {
  console.log('Using RetryOperation.start() is deprecated');
  this.attempt(fn);
};

RetryOperation.prototype.start = RetryOperation.prototype.try;

RetryOperation.prototype.errors = function() {
  return this._errors;
};

RetryOperation.prototype.attempts = function() {
  return this._attempts;
};

RetryOperation.prototype.mainError = function() {
  if (this._errors.length === 0) {
    return null;
  }

  var counts = {};
  var mainError = null;
  var mainErrorCount = 0;

  for (var i = 0; i < this._errors.length; i++) {
    var error = this._errors[i];
    var message = error.message;
    var count = (counts[message] || 0) + 1;

    counts[message] = count;

    if (count >= mainErrorCount) {
      mainError = error;
      mainErrorCount = count;
    }
  }

  return mainError;
};


/***/ }),

/***/ 6627:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// Note: since nyc uses this module to output coverage, any lines
// that are in the direct sync flow of nyc's outputCoverage are
// ignored, since we can never get coverage for them.
// grab a reference to node's real process object right away
var process = global.process

const processOk = function (process) {
  return process &&
    typeof process === 'object' &&
    typeof process.removeListener === 'function' &&
    typeof process.emit === 'function' &&
    typeof process.reallyExit === 'function' &&
    typeof process.listeners === 'function' &&
    typeof process.kill === 'function' &&
    typeof process.pid === 'number' &&
    typeof process.on === 'function'
}

// some kind of non-node environment, just no-op
/* istanbul ignore if */
if (!processOk(process)) {
  module.exports = function () {
    return function () {}
  }
} else {
  var assert = __nccwpck_require__(2613)
  var signals = __nccwpck_require__(1430)
  var isWin = /^win/i.test(process.platform)

  var EE = __nccwpck_require__(4434)
  /* istanbul ignore if */
  if (typeof EE !== 'function') {
    EE = EE.EventEmitter
  }

  var emitter
  if (process.__signal_exit_emitter__) {
    emitter = process.__signal_exit_emitter__
  } else {
    emitter = process.__signal_exit_emitter__ = new EE()
    emitter.count = 0
    emitter.emitted = {}
  }

  // Because this emitter is a global, we have to check to see if a
  // previous version of this library failed to enable infinite listeners.
  // I know what you're about to say.  But literally everything about
  // signal-exit is a compromise with evil.  Get used to it.
  if (!emitter.infinite) {
    emitter.setMaxListeners(Infinity)
    emitter.infinite = true
  }

  module.exports = function (cb, opts) {
    /* istanbul ignore if */
    if (!processOk(global.process)) {
      return function () {}
    }
    assert.equal(typeof cb, 'function', 'a callback must be provided for exit handler')

    if (loaded === false) {
      load()
    }

    var ev = 'exit'
    if (opts && opts.alwaysLast) {
      ev = 'afterexit'
    }

    var remove = function () {
      emitter.removeListener(ev, cb)
      if (emitter.listeners('exit').length === 0 &&
          emitter.listeners('afterexit').length === 0) {
        unload()
      }
    }
    emitter.on(ev, cb)

    return remove
  }

  var unload = function unload () {
    if (!loaded || !processOk(global.process)) {
      return
    }
    loaded = false

    signals.forEach(function (sig) {
      try {
        process.removeListener(sig, sigListeners[sig])
      } catch (er) {}
    })
    process.emit = originalProcessEmit
    process.reallyExit = originalProcessReallyExit
    emitter.count -= 1
  }
  module.exports.unload = unload

  var emit = function emit (event, code, signal) {
    /* istanbul ignore if */
    if (emitter.emitted[event]) {
      return
    }
    emitter.emitted[event] = true
    emitter.emit(event, code, signal)
  }

  // { <signal>: <listener fn>, ... }
  var sigListeners = {}
  signals.forEach(function (sig) {
    sigListeners[sig] = function listener () {
      /* istanbul ignore if */
      if (!processOk(global.process)) {
        return
      }
      // If there are no other listeners, an exit is coming!
      // Simplest way: remove us and then re-send the signal.
      // We know that this will kill the process, so we can
      // safely emit now.
      var listeners = process.listeners(sig)
      if (listeners.length === emitter.count) {
        unload()
        emit('exit', null, sig)
        /* istanbul ignore next */
        emit('afterexit', null, sig)
        /* istanbul ignore next */
        if (isWin && sig === 'SIGHUP') {
          // "SIGHUP" throws an `ENOSYS` error on Windows,
          // so use a supported signal instead
          sig = 'SIGINT'
        }
        /* istanbul ignore next */
        process.kill(process.pid, sig)
      }
    }
  })

  module.exports.signals = function () {
    return signals
  }

  var loaded = false

  var load = function load () {
    if (loaded || !processOk(global.process)) {
      return
    }
    loaded = true

    // This is the number of onSignalExit's that are in play.
    // It's important so that we can count the correct number of
    // listeners on signals, and don't wait for the other one to
    // handle it instead of us.
    emitter.count += 1

    signals = signals.filter(function (sig) {
      try {
        process.on(sig, sigListeners[sig])
        return true
      } catch (er) {
        return false
      }
    })

    process.emit = processEmit
    process.reallyExit = processReallyExit
  }
  module.exports.load = load

  var originalProcessReallyExit = process.reallyExit
  var processReallyExit = function processReallyExit (code) {
    /* istanbul ignore if */
    if (!processOk(global.process)) {
      return
    }
    process.exitCode = code || /* istanbul ignore next */ 0
    emit('exit', process.exitCode, null)
    /* istanbul ignore next */
    emit('afterexit', process.exitCode, null)
    /* istanbul ignore next */
    originalProcessReallyExit.call(process, process.exitCode)
  }

  var originalProcessEmit = process.emit
  var processEmit = function processEmit (ev, arg) {
    if (ev === 'exit' && processOk(global.process)) {
      /* istanbul ignore else */
      if (arg !== undefined) {
        process.exitCode = arg
      }
      var ret = originalProcessEmit.apply(this, arguments)
      /* istanbul ignore next */
      emit('exit', process.exitCode, null)
      /* istanbul ignore next */
      emit('afterexit', process.exitCode, null)
      /* istanbul ignore next */
      return ret
    } else {
      return originalProcessEmit.apply(this, arguments)
    }
  }
}


/***/ }),

/***/ 1430:
/***/ ((module) => {

// This is not the set of all possible signals.
//
// It IS, however, the set of all signals that trigger
// an exit on either Linux or BSD systems.  Linux is a
// superset of the signal names supported on BSD, and
// the unknown signals just fail to register, so we can
// catch that easily enough.
//
// Don't bother with SIGKILL.  It's uncatchable, which
// means that we can't fire any callbacks anyway.
//
// If a user does happen to register a handler on a non-
// fatal signal like SIGWINCH or something, and then
// exit, it'll end up firing `process.emit('exit')`, so
// the handler will be fired anyway.
//
// SIGBUS, SIGFPE, SIGSEGV and SIGILL, when not raised
// artificially, inherently leave the process in a
// state from which it is not safe to try and enter JS
// listeners.
module.exports = [
  'SIGABRT',
  'SIGALRM',
  'SIGHUP',
  'SIGINT',
  'SIGTERM'
]

if (process.platform !== 'win32') {
  module.exports.push(
    'SIGVTALRM',
    'SIGXCPU',
    'SIGXFSZ',
    'SIGUSR2',
    'SIGTRAP',
    'SIGSYS',
    'SIGQUIT',
    'SIGIOT'
    // should detect profiler and enable/disable accordingly.
    // see #21
    // 'SIGPROF'
  )
}

if (process.platform === 'linux') {
  module.exports.push(
    'SIGIO',
    'SIGPOLL',
    'SIGPWR',
    'SIGSTKFLT',
    'SIGUNUSED'
  )
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 9140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Tu: () => (/* binding */ atMost),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6620);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);


const systemClock = {
    now: () => performance.now(),
    wall: () => Date.now(),
    after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
    },
    every: (ms, act) => {
        const timer = setInterval(act, ms).unref();
        return () => clearInterval(timer);
    },
};
/** Resolves after `ms`, or as soon as `signal` is aborted. */
function pause(clock, ms, signal) {
    return new Promise((resolve) => {
        if (signal?.aborted)
            return resolve();
        const end = () => {
            callOff();
            signal?.removeEventListener('abort', end);
            resolve();
        };
        const callOff = clock.after(ms, end);
        signal?.addEventListener('abort', end, { once: true });
    });
}
/** The promise's outcome, or undefined if `ms` pass first. The promise goes on unheard. */
function atMost(clock, ms, work) {
    return new Promise((resolve, reject) => {
        const callOff = clock.after(ms, () => resolve(undefined));
        work.then(resolve, reject).finally(callOff);
    });
}
/** Runs `act` with a signal that is aborted after `ms`, by itself with FL_TIMEOUT. */
async function within(clock, ms, act, reason = late(ms)) {
    const limit = new AbortController();
    const callOff = clock.after(ms, () => limit.abort(reason));
    try {
        return await act(limit.signal);
    }
    finally {
        callOff();
    }
}
const late = (ms) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', { what: `It took longer than ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms)}.` });


/***/ }),

/***/ 6620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3875);


const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longest = 2 ** 31 - 1; // a timer in Node takes no more milliseconds than this
/**
 * Reads a duration as users write it: a number with `ms`, `s`, `m` or `h`, or a bare `0`.
 * Returns milliseconds. Throws FL_INPUT that names `input` for anything else.
 */
function parseDuration(input, text) {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
    const ms = text === '0' ? 0 : match ? Math.round(Number(match[1]) * units[match[2]]) : Number.NaN;
    if (ms <= longest)
        return ms;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FetchLockError */ .qf('FL_INPUT', {
        what: `Input \`${input}\` is '${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(text)}', which is not a duration.`,
        fix: 'Write a number with ms, s, m or h, such as 30s or 5m, up to 596h; a bare 0 is zero.',
    });
}
/** Milliseconds for people: `0 ms`, `840 ms`, `4.2 s`, `41 s`, `3 m 20 s`, `2 h 5 m`. */
function formatDuration(ms) {
    if (ms < 999.5)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 9950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return two(Math.floor(seconds / 60), 'm', seconds % 60, 's');
    return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'm');
}
const two = (big, bigUnit, small, smallUnit) => small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;


/***/ }),

/***/ 1559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ unless),
/* harmony export */   UQ: () => (/* binding */ errnoOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   bR: () => (/* binding */ orNothing),
/* harmony export */   qf: () => (/* binding */ FetchLockError)
/* harmony export */ });
/* unused harmony export codes */
/** Every way this product refuses or fails. Each code is a heading in docs/troubleshooting.md. */
const codes = (/* unused pure expression or super */ null && ([
    'FL_INPUT',
    'FL_UNSAFE_COMMAND',
    'FL_NOT_A_REPO',
    'FL_LOCK_DIR',
    'FL_POLICY',
    'FL_TIMEOUT',
    'FL_CANCELLED',
    'FL_DEADLOCK',
    'FL_LOST',
    'FL_BACKEND',
    'FL_GIT',
    'FL_WANT',
]));
/** The one error class. The message reads: what, why, fix, [code]. */
class FetchLockError extends Error {
    code;
    trouble;
    constructor(code, trouble, cause) {
        super(`${[trouble.what, trouble.why, trouble.fix].filter(Boolean).join(' ')} [${code}]`, cause === undefined ? {} : { cause });
        this.name = 'FetchLockError';
        this.code = code;
        this.trouble = trouble;
    }
}
/** The `errno` name of a failed system call (`ENOENT`, …), or undefined for any other error. */
function errnoOf(error) {
    if (typeof error !== 'object' || error === null || error instanceof FetchLockError)
        return undefined;
    return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
/** Runs `act`; an error with one of these errnos gives undefined, any other is thrown on. */
function unless(errnos, act) {
    try {
        return act();
    }
    catch (error) {
        if (errnos.includes(errnoOf(error) ?? ''))
            return undefined;
        throw error;
    }
}
/** Runs `act`; any error gives undefined. For what may be left undone, or unseen. */
function orNothing(act) {
    try {
        return act();
    }
    catch {
        return undefined;
    }
}
const messageOf = (error) => (error instanceof Error ? error.message : String(error));


/***/ }),

/***/ 7849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kA: () => (/* binding */ ask),
  K0: () => (/* binding */ attach),
  eF: () => (/* binding */ run)
});

// UNUSED EXPORTS: startHelper

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __nccwpck_require__(481);
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(2613);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_.dirname(filePath);
                        const upperName = external_path_.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_namespaceObject.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(3148);
;// CONCATENATED MODULE: ./lib/src/base/exec.js
/**
 * The one door to child processes. Arguments are lists, never a shell's text.
 *
 * `ask` is for questions that are answered at once. `run` is for work that may take long: the child leads its own process
 * group, so that it can be stopped with everything it started, and
 * G1 `run` returns only when the whole group is gone, or says that it is not.
 * @actions/exec cannot signal its child, which is why `run` does not use it.
 * `attach` is for a command of the user's that takes our place: our stdio, our terminal, our process group.
 * `startHelper` is for a program of ours that outlives us: a session of its own, and no stdio that anybody would wait for.
 */






/** Runs a short command. Throws only if it cannot be started. */
const ask = (file, args, options) => getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
const startHelper = (bundle, env) => spawn(process.execPath, [bundle], { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
/** Starts a command with our stdio, in our process group: what the terminal sends to us it sends to it, too. Throws what the system says. */
async function attach(file, args, options) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(file, args, { ...options, stdio: 'inherit' });
    const ended = new Promise((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await (0,external_node_events_namespaceObject.once)(child, 'spawn');
    // A signal that cannot be sent is told by an error event, and is no news: it has ended, or is another user's by now.
    child.on('error', () => { });
    return { pid: child.pid, kill: (signal) => child.kill(signal), ended };
}
/** Runs a command to its end. Throws only if it cannot be started. */
async function run(file, args, options) {
    const { clock, signal } = options;
    const startedMs = clock.now();
    const { cwd, env, input } = options;
    const leader = { cwd, env, detached: true };
    const child = input === undefined
        ? (0,external_node_child_process_namespaceObject.spawn)(file, args, { ...leader, stdio: ['ignore', 'pipe', 'pipe'] })
        : (0,external_node_child_process_namespaceObject.spawn)(file, args, { ...leader, stdio: ['pipe', 'pipe', 'pipe'] });
    // Whoever ends before it has read all says by its exit code what that means.
    child.stdin?.on('error', () => { }).end(input);
    if (options.onOutput)
        child.stdout.on('data', options.onOutput);
    for (const stream of options.onOutput ? [child.stderr] : [child.stdout, child.stderr])
        (0,external_node_readline_.createInterface)({ input: stream }).on('line', options.onLine);
    let hasEnded = false;
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
    }).finally(() => {
        hasEnded = true;
    });
    ended.catch(() => { });
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    let stopped;
    const stopping = new AbortController();
    const stop = (why) => {
        stopped ??= why;
        stopping.abort();
    };
    const onAbort = () => stop('aborted');
    const callOffLimit = clock.after(options.limitMs, () => stop('limit'));
    if (signal.aborted)
        onAbort();
    else
        signal.addEventListener('abort', onAbort, { once: true });
    try {
        const group = child.pid;
        const pressed = new Promise((resolve) => {
            if (stopping.signal.aborted)
                resolve();
            else
                stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        await Promise.race([ended, pressed]);
        let isGone = group === undefined || isGroupGone(group);
        if (group !== undefined && !isGone) {
            // Either we were told to stop, or the command ended and left something behind. Both may still write.
            isGone = (await end(clock, group, 'SIGTERM', options.graceMs)) || (await end(clock, group, 'SIGKILL', 1000));
        }
        // Whoever left the group may still have our pipes; they carry nothing we wait for.
        if (isGone)
            await (0,base_clock/* atMost */.Tu)(clock, 500, closed);
        for (const stream of [child.stdin, child.stdout, child.stderr])
            stream?.destroy();
        const exitCode = hasEnded ? await ended : null;
        return { exitCode, ...(stopped ? { stopped } : {}), isGone, durationMs: clock.now() - startedMs };
    }
    finally {
        callOffLimit();
        signal.removeEventListener('abort', onAbort);
    }
}
async function end(clock, group, kill, withinMs) {
    signalGroup(group, kill);
    const untilMs = clock.now() + withinMs;
    while (clock.now() < untilMs) {
        if (isGroupGone(group))
            return true;
        await (0,base_clock/* pause */.v7)(clock, 10);
    }
    return isGroupGone(group);
}
const hasGroups = process.platform !== 'win32';
function signalGroup(group, kill) {
    try {
        process.kill(hasGroups ? -group : group, kill);
    }
    catch {
        // Nobody is left to hear it.
    }
}
/** A zombie no longer writes; where nobody reaps (a container's pid 1), it would stay for ever. */
function isGroupGone(group) {
    try {
        process.kill(hasGroups ? -group : group, 0);
    }
    catch (error) {
        return error.code === 'ESRCH';
    }
    if (process.platform !== 'linux')
        return false;
    try {
        return !(0,external_node_fs_.readdirSync)('/proc').some((pid) => /^\d+$/.test(pid) && isLivingMember(pid, group));
    }
    catch {
        return false;
    }
}
function isLivingMember(pid, group) {
    try {
        const [state, , pgrp] = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1')
            .replace(/^.*\) /s, '')
            .split(' ');
        return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 3875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   ri: () => (/* binding */ withoutCredentials),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony export inertMarkdown */
/**
 * Text that is not ours: names of other jobs, what git prints, what stands on the disk. It is shown, never obeyed.
 * G1 one line stays one line. G2 no terminal escape, no bidirectional control. G3 nothing the runner takes for a command:
 * it obeys `##[name]` anywhere in a line and `::name::` at its start.
 */
/** One inert line of at most `most` characters. */
function inert(text, most = 300) {
    const flat = text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, '');
    const whole = flat
        .replace(/##(?=\[)/g, '# #')
        .replace(/::/g, ': :')
        .trim();
    if (whole.length <= most)
        return whole;
    // The cut may go through a pair of surrogates; half of one is no text.
    return `${whole
        .slice(0, most - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`;
}
/**
 * The same for a Markdown table cell or sentence on GitHub: no markup, no cell border, no HTML, and nothing that it would link.
 * Mentions, numbers and addresses are found after entities are read, so that a space of no width has to part them.
 */
const inertMarkdown = (text, most = 120) => inert(text, most)
    .replace(/[\\`*_{}[\]<>()#+!|~@&$:-]/g, (sign) => `&#${sign.codePointAt(0)};${'@#'.includes(sign) ? '&#8203;' : ''}`)
    .replace(/www/gi, '$&&#8203;');
/** Takes user names and passwords out of every URL in the text, and rather too much than too little. */
const withoutCredentials = (text) => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, '$1');
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/**
 * One word of a shell that is exactly this text and one inert line, whatever is in it. Of a text that cannot be told so, a word at
 * which the shell gives up before it runs anything.
 */
function quoteForShell(text) {
    // What was no UTF-8 is lost already, and `$(…)` takes newlines off the end.
    if (/[\0\uFFFD]|\p{Cs}|\n$/u.test(text))
        return `"\${this_name_cannot_be_typed:?}"`;
    if (inert(text, text.length) === text)
        return `'${text.replaceAll("'", "'\\''")}'`;
    const octal = (sign) => [...new TextEncoder().encode(sign)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
    return `"$(printf '%b' '${text.replace(/[\\'#:]|\p{C}|\p{Zl}|\p{Zp}/gu, octal)}')"`;
}


/***/ }),

/***/ 8476:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _cli_program_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4156);

process.exitCode = await (0,_cli_program_js__WEBPACK_IMPORTED_MODULE_0__/* .runProgram */ .m)(process.argv.slice(2));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ runProgram)
});

// UNUSED EXPORTS: commands

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(3148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(3875);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __nccwpck_require__(481);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __nccwpck_require__(6620);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./lib/src/base/event.js
/**
 * What the journal records, one object a line, and how it is read back. The names are a promise to users.
 * A line that does not parse, or lacks what every event has, is no event: a crash may have cut it off.
 */
const eventNames = [
    'lock_waiting',
    'lock_acquired',
    'lock_downgraded',
    'lock_released',
    'lock_timeout',
    'lock_cancelled',
    'lock_unavailable',
    'lock_bypassed',
    'lock_recovered',
    'lock_broken',
    'deadlock_detected',
    'git_finished',
    'git_retried',
    'git_lock_removed',
    'fetch_joined',
    'fetch_skipped',
    'mirror_created',
    'mirror_restored',
    'mirror_saved',
    'mirror_rebuilt',
];
const jobKeys = ['repository', 'run_id', 'run_attempt', 'job', 'job_index', 'runner', 'url', 'user', 'host', 'command'];
/** How every line begins, and what stands nowhere else in one: a quotation mark within a text is escaped. */
const lineStart = '{"v":1,';
const mostBytes = 16_384;
/** One line, without its end. What others have named may have any length: texts are cut until the line fits one write. */
function formatEvent({ v, ...event }) {
    const whole = JSON.stringify({ v, ...event });
    if (Buffer.byteLength(whole) <= mostBytes)
        return whole;
    const lines = [1000, 200, 40].map((most) => JSON.stringify(cutTexts({ v, ...event }, most), knownKeys));
    return lines.find((it) => Buffer.byteLength(it) <= mostBytes) ?? lines.at(-1) ?? '';
}
const mostWords = 20;
function cutTexts(value, most) {
    if (typeof value === 'string')
        return value.length > most ? `${value.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : value;
    if (Array.isArray(value))
        return value.slice(0, mostWords).map((it) => cutTexts(it, most));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, cutTexts(it, most)]));
}
function parseEvent(line) {
    try {
        const read = JSON.parse(line);
        return isEvent(read) ? read : undefined;
    }
    catch {
        return undefined;
    }
}
const textKeys = ['lock', 'path', 'mode', 'ticket', 'file', 'reason', 'code'];
const numberKeys = ['pid', 'waited_ms', 'held_ms', 'duration_ms', 'ahead', 'age_ms', 'exit_code', 'attempt', 'merged'];
const knownKeys = ['v', 'ts', 'event', 'decision', 'network', 'argv', 'job', 'holder', ...textKeys, ...numberKeys, ...jobKeys];
function isEvent(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const it = read;
    return (it.v === 1 &&
        eventNames.includes(it.event) &&
        typeof it.ts === 'string' &&
        /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(it.ts) &&
        !Number.isNaN(Date.parse(it.ts)) &&
        [undefined, 'allow', 'deny'].includes(it.decision) &&
        (it.argv === undefined || (Array.isArray(it.argv) && it.argv.every((word) => typeof word === 'string'))) &&
        textKeys.every((key) => it[key] === undefined || typeof it[key] === 'string') &&
        numberKeys.every((key) => it[key] === undefined || Number.isFinite(it[key])) &&
        (it.network === undefined || typeof it.network === 'boolean') &&
        [it.job, it.holder].every((job) => job === undefined || mayBeJob(job)));
}
/** A newer version may know more of a job. */
const mayBeJob = (read) => typeof read === 'object' &&
    read !== null &&
    !Array.isArray(read) &&
    jobKeys.every((key) => ['undefined', 'string'].includes(typeof read[key]));
/** True for a flat record of texts, which is all a job may be. */
const isJob = (read) => typeof read === 'object' && read !== null && !Array.isArray(read) && Object.values(read).every((value) => typeof value === 'string');

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/lock/ticket.js
/**
 * Names. All that the protocol decides is read from names, places and the kernel, never from the content of a file, so every
 * name is written here and read back here, strictly: what does not parse is not ours.
 *
 *   process   BOOT-NAMESPACE-PID-START-KEY      who is meant, for ever: none of it can be had again by another process
 *   waiting   q/SEQ.MODE.ID.PARTY.PROCESS/      one directory a request; its place is its state
 *   granted   h/SEQ.ID/                         its mode, party and witnesses are what lies inside
 *   inside    x or u                            mode; neither: shared
 *             p.PARTY  m.PROCESS  w.PROCESS     party, asker, other witnesses
 *             a.MS  g.MS                        asked and granted when, by the wall clock: for people, and to choose the youngest
 *             b.ID                              the party waits elsewhere, under that id; what it says is a hint (deadlock.ts)
 *             e                                 an admin has broken it: it is to end, and is held until its work has stopped
 *   token     SEQ.ID                            what its owner knows, and what `release` asks for; SEQ is the fencing number
 */

/** Of one process, whichever key it goes by. */
const isSameProcess = (one, other) => encodeProcess({ ...one, key: '0' }) === encodeProcess({ ...other, key: '0' });
const newId = () => (0,external_node_crypto_namespaceObject.randomBytes)(8).toString('hex');
const idPattern = /^[0-9a-f]{16}$/;
const seqPattern = /^[1-9]\d{0,14}$/;
const processPattern = /^([0-9a-f]{32}|none)-(\d+(?:\+\d+)?)-([1-9]\d{0,9})-(\d{1,20})-([0-9a-f]{16}|0)$/;
const letters = { shared: 's', update: 'u', exclusive: 'x' };
const modes = new Map([
    ['s', 'shared'],
    ['u', 'update'],
    ['x', 'exclusive'],
]);
const ticket_isId = (text) => idPattern.test(text);
const encodeProcess = (it) => `${it.boot}-${it.namespace}-${it.pid}-${it.start}-${it.key}`;
function decodeProcess(name) {
    const [, boot, namespace, pid, start, key] = processPattern.exec(name) ?? [];
    if (!boot || !namespace || !pid || !start || !key)
        return undefined;
    return { boot, namespace, pid: Number(pid), start, key };
}
const waitingName = ({ seq, mode, id, party }, asker) => `${seq}.${letters[mode]}.${id}.${party}.${encodeProcess(asker)}`;
function decodeWaiting(name) {
    const [seq = '', letter = '', id = '', party = '', process = '', ...more] = name.split('.');
    const mode = modes.get(letter);
    const asker = decodeProcess(process);
    if (!seqPattern.test(seq) || !mode || !ticket_isId(id) || !ticket_isId(party) || !asker || more.length > 0)
        return undefined;
    return { seq: Number(seq), id, party, mode, isGranted: false, asker, witnesses: [asker] };
}
const tokenOf = (seq, id) => `${seq}.${id}`;
function decodeToken(token) {
    const [seq = '', id = '', ...more] = token.split('.');
    return seqPattern.test(seq) && ticket_isId(id) && more.length === 0 ? { seq: Number(seq), id } : undefined;
}
/** The file that marks a mode inside a request; shared is the absence of one, so that a downgrade is one unlink. */
const modeMark = (mode) => (mode === 'exclusive' ? 'x' : mode === 'update' ? 'u' : undefined);
/** The file that says of a grant that it is broken. A version that does not know it goes on, and keeps everybody out until it ends. */
const brokenMark = 'e';
/** What lies in a request's directory when it is made. */
const marksOf = ({ mode, party, witnesses }, asker) => {
    const mark = modeMark(mode);
    return [...(mark ? [mark] : []), `p.${party}`, `m.${encodeProcess(asker)}`, ...witnesses.map(witnessMark)];
};
const witnessMark = (it) => `w.${encodeProcess(it)}`;
const after = (inside, prefix) => inside.filter((it) => it.startsWith(prefix)).map((it) => it.slice(prefix.length));
/** A granted request from its name and what lies in its directory. */
function decodeGranted(name, inside) {
    const token = decodeToken(name);
    if (!token)
        return undefined;
    const mode = inside.includes('x') ? 'exclusive' : inside.includes('u') ? 'update' : 'shared';
    const [asker] = after(inside, 'm.').map(decodeProcess);
    const read = [...after(inside, 'm.'), ...after(inside, 'w.')].map(decodeProcess);
    const witnesses = read.filter((it) => it !== undefined);
    return {
        ...token,
        // Whose party cannot be read is nobody's friend.
        party: after(inside, 'p.').find(ticket_isId) ?? token.id,
        mode,
        isGranted: true,
        ...(asker ? { asker } : {}),
        witnesses,
        ...(witnesses.length < read.length ? { hasStranger: true } : {}),
    };
}
/** Milliseconds since 1970 when it was asked (`a`) or granted (`g`), as far as its directory tells. */
function ticket_timeIn(inside, letter) {
    const text = after(inside, `${letter}.`).find((it) => /^\d{1,15}$/.test(it));
    return text === undefined ? undefined : Number(text);
}

;// CONCATENATED MODULE: ./lib/src/lock/queue.js
/**
 * Who holds, who waits, who is dead, and why. Pure: everything that is known comes in, the whole answer goes out.
 *
 * G1 between two parties an exclusive grant is alone, and two updates never meet.
 * G2 first come, first served among those who conflict: nobody passes a conflicting request in front, but one that waits for
 *    the passer's own party, or for what the passer runs inside of, directly or through others. Behind that one it would wait for
 *    itself.
 * G3 nobody waits whom the line would let in.
 * G4 the dead never block. Only `dead` is dead: who cannot be seen is taken to be alive.
 * G5 a party's own grant blocks it only while another step that asked for it is at work: two steps of one job do not write at once.
 *    Who runs inside of a grant is not blocked by it, whoever is at work: that one waits for it.
 */

const compatible = {
    shared: ['shared', 'update'],
    update: ['shared'],
    exclusive: [],
};
const doConflict = (one, other) => !compatible[one].includes(other);
/** Those who change what is locked: their death leaves it in doubt. */
const mayWrite = (mode) => mode !== 'shared';
/** The witnesses that are not proven dead. */
const livingWitnesses = (ticket, verdicts) => ticket.witnesses.filter((it) => verdicts.get(encodeProcess(it)) !== 'dead');
/** Not proven dead. */
const isAlive = (ticket, verdicts) => ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;
/** The step that asked for it has not ended, or may not have. */
const isAtWork = ({ asker }, verdicts) => asker !== undefined && verdicts.get(encodeProcess(asker)) !== 'dead';
/** Nobody is in its own way. */
const isOwn = (held, asked) => held.asker !== undefined && asked.asker !== undefined && isSameProcess(held.asker, asked.asker);
const isInside = ({ within = [] }, held) => within.includes(held.id);
function whoHolds(tickets, verdicts) {
    const inOrder = [...tickets].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    const living = inOrder.filter((it) => isAlive(it, verdicts));
    const holders = living.filter((it) => it.isGranted);
    const waiters = [];
    for (const ticket of living.filter((it) => !it.isGranted)) {
        const place = waiters.length;
        waiters.push(lazyWaiter(ticket, () => {
            const inFront = waiters.slice(0, place);
            const isKin = (it) => it.party === ticket.party;
            // Most parties ask once, and nobody waits for them yet; a long line is not to be walked for that.
            const passed = living.filter(isKin).length < 2 ? none : waitingFor(isKin, inFront);
            const outside = ticket.within === undefined ? none : waitingFor((it) => isInside(ticket, it), inFront);
            return [
                ...holders.filter((it) => !isInside(ticket, it) && (!isKin(it) || (isAtWork(it, verdicts) && !isOwn(it, ticket)))),
                ...inFront.map((it) => it.ticket).filter((it) => !outside.has(it) && (isKin(it) || !passed.has(it))),
            ].filter((it) => doConflict(it.mode, ticket.mode));
        }));
    }
    return { holders, waiters, dead: inOrder.filter((it) => !isAlive(it, verdicts)) };
}
const none = new Set();
/** Those of the waiters, in the order of the line, who wait for one of these, directly or through others. */
function waitingFor(isMeant, waiters) {
    const found = new Set();
    for (const { ticket, blockers } of waiters)
        if (blockers.some((it) => isMeant(it) || found.has(it)))
            found.add(ticket);
    return found;
}
/** Whoever looks at a long line wants to know of one in it: its blockers are found when they are asked for. */
function lazyWaiter(ticket, find) {
    let found;
    return {
        ticket,
        get blockers() {
            found = found ?? find();
            return found;
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/host/liveness.js
/**
 * Who am I, and is that one alive? Nobody is declared dead on doubt.
 *
 * `dead` only if the kernel says so: no such pid in our own pid namespace; another start time under that pid, or a zombie;
 * a listening socket that refuses, which means that every process that had it is gone; another boot of this machine.
 * A clock has no part in it.
 */




const readOr = (otherwise, read) => {
    try {
        return read();
    }
    catch {
        return otherwise;
    }
};
const namespaceOf = (kind) => (0,external_node_fs_.readlinkSync)(`/proc/self/ns/${kind}`).replace(/\D/g, '');
const isOurProc = readOr('', () => (0,external_node_fs_.readlinkSync)('/proc/self')) === String(process.pid);
/** Linux from /proc. Elsewhere there is no boot id and no start time, and a pid that exists is alive unless its socket refuses. */
const systemKernel = {
    pid: process.pid,
    boot: readOr('none', () => (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '')),
    namespace: readOr('0', () => `${namespaceOf('pid')}+${readOr('0', () => namespaceOf('time'))}`),
    lookUp: (pid) => {
        // The /proc of another pid namespace tells of other processes under our pids.
        if (!isOurProc)
            return undefined;
        try {
            const fields = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1')
                .replace(/^.*\) /s, '')
                .split(' ');
            return { state: fields[0] ?? '', start: fields[19] ?? '' };
        }
        catch {
            return undefined;
        }
    },
    probe: (pid) => {
        try {
            process.kill(pid, 0);
            return undefined;
        }
        catch (error) {
            return error.code;
        }
    },
};
/** A process of this host by its pid; undefined if nothing tells it apart from a later one with the same pid. */
function processOf(pid, kernel = systemKernel) {
    const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
    return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}
/** This process, under a socket key of its own. */
const thisProcess = (kernel = systemKernel) => ({
    boot: kernel.boot,
    namespace: kernel.namespace,
    pid: kernel.pid,
    start: kernel.lookUp(kernel.pid)?.start ?? '0',
    key: newId(),
});
async function judge(it, by) {
    const isSameBoot = it.boot === by.kernel.boot;
    if (isSameBoot && it.namespace === by.kernel.namespace) {
        const verdict = judgePid(it, by.kernel);
        // Where /proc hides it, the pid may be somebody else's by now; its own socket knows.
        const isSeen = it.key === '0' || by.kernel.lookUp(it.pid) !== undefined;
        if (verdict === 'dead' || (verdict === 'alive' && (isSeen || (await by.askSocket(it.key)) !== 'refuses')))
            return verdict;
    }
    const answer = it.key === '0' ? 'silent' : await by.askSocket(it.key);
    if (answer === 'answers')
        return 'alive';
    // A refusal is this kernel's word. On a shared disk the socket may belong to another kernel that still runs.
    if (answer === 'refuses' && (isSameBoot || by.isLocal))
        return 'dead';
    return !isSameBoot && by.isLocal && it.key === '0' ? 'dead' : 'unknown';
}
/** By pid alone, for our own namespace; `unknown` where a start time is wanted and cannot be had. */
function judgePid(it, kernel) {
    if (kernel.probe(it.pid) === 'ESRCH')
        return 'dead';
    const seen = kernel.lookUp(it.pid);
    if (!seen)
        return kernel.probe(it.pid) === 'ESRCH' ? 'dead' : it.key === '0' || it.start !== '0' ? 'alive' : 'unknown';
    if (it.start === '0')
        return 'unknown';
    return seen.start === it.start && seen.state !== 'Z' && seen.state !== 'X' ? 'alive' : 'dead';
}
/** The environment variable by which a child of a holder is known to work under its lock: one token, or several with spaces between. */
const liveness_tokenVariable = 'FETCH_LOCK_TOKEN';
/**
 * A living process that carries the token: a git that outlived those who started it. A process of `uid` whose environment we
 * may not read counts if it is a git, since it could be one.
 */
const findOrphan = (token, uid, kernel = systemKernel) => carriersOf(token, uid, kernel).next().value ?? undefined;
/** All such processes but this one. */
function* carriersOf(token, uid, kernel = systemKernel) {
    if (process.platform !== 'linux')
        return;
    for (const pid of (0,external_node_fs_.readdirSync)('/proc')) {
        if (!/^\d+$/.test(pid) || Number(pid) === process.pid || !mayCarry(pid, token, uid))
            continue;
        const found = processOf(Number(pid), kernel);
        if (found && judgePid(found, kernel) === 'alive')
            yield found;
    }
}
/** What these processes have started and what that has, as far as their parents still live. */
function descendantsOf(pids, kernel = systemKernel) {
    const parents = ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)('/proc')) ?? [])
        .filter((it) => /^\d+$/.test(it))
        .map((pid) => [Number(pid), Number(/^\d+ \(.*\) \S (\d+)/s.exec(readOr('', () => (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1')))?.[1])]);
    const found = new Set(pids);
    for (const parent of found)
        for (const [pid, ppid] of parents)
            if (ppid === parent)
                found.add(pid);
    return [...found].filter((it) => !pids.includes(it)).flatMap((it) => processOf(it, kernel) ?? []);
}
function mayCarry(pid, token, uid) {
    try {
        const [, tokens] = `\0${(0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'latin1')}`.split(`\0${liveness_tokenVariable}=`);
        return tokens?.split('\0', 1)[0]?.split(' ').includes(token) === true;
    }
    catch (error) {
        if (error.code !== 'EACCES')
            return false;
        return ((0,external_node_fs_.statSync)(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid &&
            readOr('', () => (0,external_node_fs_.readFileSync)(`/proc/${pid}/comm`, 'utf8')).startsWith('git'));
    }
}
const patienceMs = 5000;
/** Returns when nothing carries the token any more. Throws FL_GIT if something cannot be ended; the grant must then stay. */
async function endOrphans(token, clock) {
    const untilMs = clock.now() + patienceMs;
    const uid = process.geteuid?.() ?? -1;
    for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
        if (clock.now() > untilMs) {
            throw new errors/* FetchLockError */.qf('FL_GIT', {
                what: `Process ${orphan.pid}, which this step started, could not be ended.`,
                why: 'It works under the lock, so the lock stays until it is gone.',
            });
        }
        try {
            process.kill(orphan.pid, 'SIGKILL');
        }
        catch {
            // It is gone by now, or not ours to end; the next look tells.
        }
        await (0,base_clock/* pause */.v7)(clock, 20);
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/format.js

/**
 * What this version writes and knows. A later one writes its own number and, after a blank, what it takes to read that:
 * `2 needs fetch-lock 2.0 or newer`. Versions that do not know the number show those words.
 */
const format = '1';
/** What is wrong with what the file says; undefined if it is ours. */
function objectionTo(dir, got) {
    if (got === format)
        return undefined;
    const [, number, told] = /^([1-9]\d{0,5})(?: (\S.*))?$/.exec(got) ?? [];
    if (number === undefined || Number(number) <= Number(format)) {
        return {
            what: `The lock directory '${dir}' says '${(0,base_text/* inert */.tJ)(got, 60)}' where its format should be; this version knows format ${format}.`,
            fix: `Use one version of fetch-lock on this host, the newest; or, while no job runs: rm -r ${(0,base_text/* quoteForShell */.eC)(dir)}`,
        };
    }
    return {
        what: `The lock directory '${dir}' has format ${number}; this version of fetch-lock knows format ${format}.`,
        why: told === undefined ? 'A newer version has made it.' : `A newer version has made it, and says: it ${(0,base_text/* inert */.tJ)(told, 120)}.`,
        fix: 'Install that version, or the newest one, wherever this host runs fetch-lock.',
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/host/lock-dir.js
/**
 * The directory a lock lives in. It may have been made by another user, by an older version, or by somebody who means harm:
 * it is looked at without being followed, and refused with the command that mends it.
 *
 * G1 it appears whole: it is built aside and renamed into its place.
 * G2 nothing is created, changed or followed when it is refused.
 */







/** True for the shape of a place, whoever wrote it. */
const isPlace = (read) => {
    const it = read;
    return (typeof it?.dir === 'string' && (0,external_node_path_.isAbsolute)(it.dir) && typeof it.guards === 'string' && ['beside', 'inside', 'given'].includes(it.kind));
};
const rooms = ['h', 'q', 't', 's', 'crashed'];
// f_type of statfs(2), from linux/magic.h.
const network = {
    26985: 'NFS',
    20859: 'SMB',
    4283649346: 'CIFS',
    4266872130: 'SMB2',
    16914839: '9p',
    12805120: 'Ceph',
    1397113167: 'AFS',
    198183888: 'Lustre',
    1196443219: 'GPFS',
};
const local = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e]);
/** Opens the lock directory, making it if it is missing. Throws FL_LOCK_DIR. */
function openLockDir(place) {
    return orRefuse(place.dir, () => {
        const parent = (0,external_node_path_.dirname)(place.dir);
        refuseMountPoint(place);
        const isThere = hasLockDir(place);
        if (isThere)
            refuseStrange(place.dir);
        const isLocal = fileSystemIsLocal(place, isThere ? place.dir : parent);
        if (!isThere)
            create(place, (0,external_node_fs_.statSync)(parent));
        const found = refuseStrange(place.dir);
        const mode = directoryMode(found);
        for (const room of rooms)
            openRoom((0,external_node_path_.join)(place.dir, room), mode, found);
        for (const [name, text] of checkMarks(place))
            mark(place, name, text);
        return { root: place.dir, mode, owner: found.uid, isLocal };
    });
}
/** The same for who only looks: whoever may read it may, and nothing is made. Undefined if there is none. Throws FL_LOCK_DIR. */
function findLockDir(place) {
    if (!hasLockDir(place))
        return undefined;
    const trouble = whatIsStrange(place.dir, (0,external_node_fs_.lstatSync)(place.dir), -1);
    if (trouble)
        throw strange(place.dir, ...trouble);
    checkMarks(place);
    for (const room of ['q', 'h'].map((it) => (0,external_node_path_.join)(place.dir, it)))
        if (!(0,external_node_fs_.lstatSync)(room).isDirectory())
            throw strange(room, 'is not a directory', `rm ${(0,base_text/* quoteForShell */.eC)(room)}`);
    return { root: place.dir, isLocal: local.has((0,external_node_fs_.statfsSync)(place.dir).type) };
}
/** True if there is a lock directory to open, so that a look creates nothing. */
const hasLockDir = (place) => (0,external_node_fs_.lstatSync)(place.dir, { throwIfNoEntry: false }) !== undefined;
/** There is one, and nothing is strange about it. */
const isUsable = (place) => {
    try {
        return refuseStrange(place.dir).isDirectory();
    }
    catch {
        return false;
    }
};
function refuseMountPoint({ kind, guards }) {
    if (kind !== 'beside' || !isMountPoint(guards))
        return;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `'${guards}' is a mount point, so a lock beside it would not be seen by others who mount the same thing.`,
        fix: 'Give `lock-dir`: a directory that every job on this host sees at the same place.',
    });
}
function isMountPoint(path) {
    const table = (0,errors/* unless */.NJ)(['ENOENT', 'EACCES'], () => (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'utf8'));
    if (table !== undefined) {
        const plain = (field) => field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
        return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
    }
    const [here, above] = [path, (0,external_node_path_.dirname)(path)].map((it) => (0,external_node_fs_.statSync)(it, { throwIfNoEntry: false }));
    return here !== undefined && above !== undefined && here.dev !== above.dev;
}
/** Throws FL_LOCK_DIR for a network file system; false where it is not known. `where` is the directory, or that it would be made in. */
function fileSystemIsLocal({ dir, guards }, where) {
    const { type } = (0,external_node_fs_.statfsSync)(where);
    const name = network[type];
    if (name === undefined)
        return local.has(type);
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `The lock of '${guards}' would live in '${dir}', which is on a network file system (${name}).`,
        why: 'Other hosts may write there too, and their processes cannot be seen from here.',
        fix: 'Give `lock-dir` on a local disk if no other host uses it.',
    });
}
const hasPath = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
/** Everybody who may write beside the guarded thing may lock it: its parent's group, if that group may write there. */
function create(place, parent) {
    const staged = (0,external_node_path_.join)((0,external_node_path_.dirname)(place.dir), stagedPrefix(place.dir) + encodeProcess(thisProcess()));
    const mode = parent.mode & 0o020 ? 0o2770 : 0o2700;
    try {
        makeDir(staged, 0o700);
        for (const room of rooms)
            makeDir((0,external_node_path_.join)(staged, room), mode, parent.uid, parent.gid);
        writeNew((0,external_node_path_.join)(staged, 'format'), `${format}\n`);
        if (place.kind === 'given')
            writeNew((0,external_node_path_.join)(staged, 'path'), `${place.guards}\n`);
        settleMode(staged, mode, parent.uid, parent.gid);
        // Onto nothing; another process may have been quicker, and then its directory is not empty.
        (0,errors/* unless */.NJ)(['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'], () => (0,external_node_fs_.renameSync)(staged, place.dir));
    }
    finally {
        // What cannot be removed now is swept later, and is no reason: that is what went wrong before.
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { recursive: true, force: true }));
    }
}
/** As much of the name as leaves room for who builds it. */
const stagedPrefix = (dir) => `.${[...(0,external_node_path_.basename)(dir)].slice(0, 40).join('')}.`;
/** What was built aside and has not taken its place, each with its builder. */
function findStaged(dir) {
    const prefix = stagedPrefix(dir);
    const beside = (0,errors/* unless */.NJ)(['EACCES', 'EPERM'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.dirname)(dir))) ?? [];
    return beside.flatMap((name) => {
        const builder = name.startsWith(prefix) ? decodeProcess(name.slice(prefix.length)) : undefined;
        return builder ? [{ path: (0,external_node_path_.join)((0,external_node_path_.dirname)(dir), name), builder }] : [];
    });
}
function settleMode(dir, mode, owner, group) {
    if (process.getegid?.() !== group)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, -1, group));
    // What root leaves must not keep out those to whom the place belongs.
    if (process.geteuid?.() === 0 && owner > 0)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, owner, -1));
    (0,external_node_fs_.chmodSync)(dir, mode);
}
/** A directory with exactly this mode, whatever the umask is; made by root it belongs to `owner`. */
function makeDir(dir, mode, owner = -1, group = process.getegid?.() ?? -1) {
    (0,external_node_fs_.mkdirSync)(dir, { mode: 0o700 });
    settleMode(dir, mode, owner, group);
}
/** A new file that whoever may enter its directory can read, whatever the umask is. */
function writeNew(path, text, mode = 0o644) {
    (0,external_node_fs_.writeFileSync)(path, text, { flag: 'wx' });
    (0,external_node_fs_.chmodSync)(path, mode);
}
const directoryMode = (found) => (found.mode & 0o020 ? 0o2770 : 0o2700);
function openRoom(dir, mode, { uid, gid }) {
    if (!hasPath(dir))
        (0,errors/* unless */.NJ)(['EEXIST'], () => makeDir(dir, mode, uid, gid));
    if (!(0,external_node_fs_.lstatSync)(dir).isDirectory())
        throw strange(dir, 'is not a directory', `rm ${(0,base_text/* quoteForShell */.eC)(dir)}`);
}
function refuseStrange(dir) {
    const found = (0,external_node_fs_.lstatSync)(dir);
    const uid = process.geteuid?.();
    const me = uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
    const trouble = whatIsStrange(dir, found, (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(dir)).uid, me);
    if (trouble)
        throw strange(dir, ...trouble);
    return found;
}
/** Why this cannot be our lock directory, and the command that mends it. Without `me` there are no owners on this system. */
function whatIsStrange(dir, found, parentUid, me) {
    const word = (0,base_text/* quoteForShell */.eC)(dir);
    if (found.isSymbolicLink())
        return ['is a symbolic link, which is never followed', `rm ${word}`];
    if (!found.isDirectory())
        return ['is not a directory', `rm ${word}`];
    if (!me)
        return undefined;
    if (found.mode & 0o002)
        return ['may be written by everybody', `chmod o-w ${word}`];
    if (found.mode & 0o1000)
        return ['has the sticky bit, so nobody could remove what a dead user left', `chmod -t ${word}`];
    const isOurs = found.uid === me.uid || found.uid === 0 || (me.uid === 0 && found.uid === parentUid);
    const isSharedWithUs = (found.mode & 0o020) !== 0 && me.groups.includes(found.gid);
    if (isOurs || isSharedWithUs)
        return undefined;
    return [`belongs to user ${found.uid}, not to ${me.uid}, and to no group of ours`, `chgrp -R GROUP ${word} && chmod -R g+rwX ${word}`];
}
const strange = (dir, is, command) => new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `'${dir}' cannot be the lock directory: it ${is}.`, fix: `If it is a mistake: ${command}` });
/** The files that say what a lock directory is, and what is wrong if they say something else. */
const lock_dir_marksOf = ({ dir, guards, kind }) => [
    ['format', format, (got) => objectionTo(dir, got)],
    [
        'path',
        kind === 'given' ? guards : '',
        (got) => ({
            what: `The lock directory '${dir}' says that it guards '${(0,base_text/* inert */.tJ)(got, 200)}', not '${guards}'.`,
            fix: 'Remove it while no job runs, or give another `lock-dir`.',
        }),
    ],
];
/** Those that are missing, as names with what they should say. Throws FL_LOCK_DIR for one that says something else. */
const checkMarks = (place) => lock_dir_marksOf(place).flatMap(([name, expected, trouble]) => {
    const got = expected === '' ? expected : readMark(place.dir, name);
    const objection = got === undefined || got === expected ? undefined : trouble(got);
    if (objection)
        throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', objection);
    return got === undefined ? [[name, expected]] : [];
});
/** What a small file of a lock directory says; undefined if there is none. */
function readMark(dir, name) {
    const path = (0,external_node_path_.join)(dir, name);
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (found && (!found.isFile() || found.size > 8192))
        throw strange(path, 'is not a small file', `rm -r ${(0,base_text/* quoteForShell */.eC)(path)}`);
    return found && (0,external_node_fs_.readFileSync)(path, 'utf8').trimEnd();
}
function mark({ dir }, name, text) {
    const staged = (0,external_node_path_.join)(dir, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);
    writeNew(staged, `${text}\n`);
    (0,external_node_fs_.renameSync)(staged, (0,external_node_path_.join)(dir, name));
}
const reasons = {
    EACCES: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
    EPERM: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
    EROFS: ['The file system is read-only.', 'Give `lock-dir` on one that can be written.'],
    ENOSPC: ['No space is left on the device.', 'Free some; nothing was changed.'],
    EDQUOT: ['The disk quota is used up.', 'Free some; nothing was changed.'],
    EMFILE: ['Too many files are open in this process.', 'Raise the limit: ulimit -n.'],
    ENFILE: ['Too many files are open on this host.', 'Close some; nothing was changed.'],
    ENOENT: ['It, or the directory it would be made in, does not exist.', 'Make that directory first.'],
    ENOTDIR: ['Something on the way there is not a directory.', 'Check the path.'],
};
/** Runs `act`; a failed system call in it becomes FL_LOCK_DIR that says why and what to do. */
function orRefuse(dir, act) {
    try {
        return act();
    }
    catch (error) {
        throw refusal(dir, error);
    }
}
function refusal(dir, error) {
    const errno = (0,errors/* errnoOf */.UQ)(error);
    if (errno === undefined)
        return error;
    const [why, fix] = reasons[errno] ?? [(0,errors/* messageOf */.bD)(error), undefined];
    return new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `The lock directory '${dir}' cannot be used.`, why: `${why} (${errno})`, ...(fix ? { fix } : {}) }, error);
}

;// CONCATENATED MODULE: ./lib/src/lock/host/line.js
/**
 * What stands in a lock directory: every request and its number, who of its witnesses lives, what it tells, and the one call that
 * moves it.
 * Records are for people: no decision reads one, and whoever may write there may have written anything.
 */








/** Every request. The waiting are read first: one that is granted meanwhile is seen twice rather than not at all. */
function readTickets(root) {
    const waiting = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'q')).map(decodeWaiting);
    const granted = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'h')).map((it) => readGranted((0,external_node_path_.join)(root, 'h', it), it));
    return [...waiting, ...granted].filter((it) => it !== undefined);
}
async function judgeWitnesses(tickets, judge) {
    const verdicts = new Map();
    for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
        const name = encodeProcess(it);
        if (!verdicts.has(name))
            verdicts.set(name, await judge(it));
    }
    return verdicts;
}
/** Every request, each witness judged. An orphan that works under a token is one more witness of that grant. */
async function readLine(root, judge, kernel) {
    const tickets = readTickets(root);
    const verdicts = await judgeWitnesses(tickets, judge);
    for (const it of tickets) {
        if (!it.isGranted || isAlive(it, verdicts))
            continue;
        const orphan = findOrphan(tokenOf(it.seq, it.id), (0,external_node_fs_.lstatSync)(pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
        if (!orphan)
            continue;
        it.witnesses.push(orphan);
        verdicts.set(encodeProcess(orphan), 'alive');
    }
    return { tickets, verdicts };
}
/** The ids of all requests, the waiting read first: one that is granted meanwhile is seen twice rather than not at all. */
function readIds(root) {
    const waiting = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'q')).map(decodeWaiting);
    const granted = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'h')).map(decodeToken);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
/** Every request once, by its name alone and nobody judged: of one seen twice, the grant. */
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
/** A name for what is to be renamed into its place; if we die before, it is swept. */
const stagedIn = (root) => (0,external_node_path_.join)(root, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);
/** The last number given out, as far as `seq` and these requests tell; 0 if there is none. */
function lastOf(root, tickets) {
    const written = line_readSmall((0,external_node_path_.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
/** A name with a greater number would not be read by anybody, and so keep nobody out. */
const isNumber = (seq) => decodeToken(tokenOf(seq, newId())) !== undefined;
/** The last number given out; 0 if there is none, or it is not known. */
function lastSeq(root) {
    const names = (0,errors/* orNothing */.bR)(() => ['q', 'h'].flatMap((room) => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => decodeWaiting(it) ?? decodeToken(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
/** Gives out the next number, to be called under the latch; `tickets` are the requests there are. Throws FL_LOCK_DIR. */
function nextSeq(root, self, tickets) {
    const seq = 1 + lastOf(root, tickets);
    if (!isNumber(seq))
        throw usedUp(root);
    const staged = (0,external_node_path_.join)(root, 't', `n.${newId()}.${encodeProcess(self)}`);
    writeNew(staged, `${seq}\n`);
    (0,external_node_fs_.renameSync)(staged, (0,external_node_path_.join)(root, 'seq'));
    return seq;
}
const usedUp = (root) => new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r '${root}'`,
});
/** What the waiting came for, oldest first, of those whose word our user or root wrote. */
function readErrands(root) {
    const waiting = ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'q'))) ?? []).map(decodeWaiting).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
/** A link may lead to a request of ours in another lock. */
const readErrand = (dir) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(dir).isDirectory()) ? line_readSmall((0,external_node_path_.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
/** Where a request is. */
const pathOf = (root, it) => it.isGranted || !it.asker ? (0,external_node_path_.join)(root, 'h', tokenOf(it.seq, it.id)) : (0,external_node_path_.join)(root, 'q', waitingName(it, it.asker));
/** Unlike existsSync it takes no error for an answer. */
const isThere = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
// A link that leads to itself is no directory either.
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,errors/* unless */.NJ)(noDirectory, () => (0,external_node_fs_.readdirSync)(dir)) ?? [];
function readGranted(path, name) {
    const inside = (0,errors/* unless */.NJ)(noDirectory, () => (0,external_node_fs_.readdirSync)(path));
    return inside && decodeGranted(name, inside);
}
/** A request for people, from the directory where it lies now. */
function standingAt(path, it, verdict, nowAt) {
    const grantedAt = ticket_timeIn(namesIn(path), 'g');
    return {
        id: it.id,
        token: tokenOf(it.seq, it.id),
        mode: it.mode,
        job: readJob((0,external_node_path_.join)(path, 'owner.json')),
        heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
        verdict,
    };
}
/** The grants of dead writers that nobody has settled. */
const readCrashed = (root, nowAt) => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,external_node_path_.join)(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
});
/** True: it was there and is there no longer. An errno is looked into, since a rename may have happened all the same. */
function move(from, to) {
    for (let tries = 0;; tries++) {
        try {
            (0,external_node_fs_.renameSync)(from, to);
            return true;
        }
        catch (error) {
            if (isThere(to))
                return true;
            if (!isThere(from))
                return false;
            if (tries > 50)
                throw error;
        }
    }
}
/** True: it was there, and is taken out of the way by one rename. */
function discardFrom(root, from) {
    const to = (0,external_node_path_.join)(root, 't', `d.${newId()}`);
    if (!move(from, to))
        return false;
    // What cannot be removed now is swept later.
    (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
/** The job that a request's record names; empty if it names none. */
function readJob(path) {
    const read = line_readSmall(path);
    return isJob(read) ? read : {};
}
/** What a small plain file says in JSON; undefined if it is not such a file, or `mayRead` does not like what it is. */
function line_readSmall(path, { mostBytes = mostSmallBytes, mayRead = () => true } = {}) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0));
        const found = (0,external_node_fs_.fstatSync)(fd);
        if (!found.isFile() || found.size > mostBytes || !mayRead(found))
            return undefined;
        const bytes = Buffer.alloc(found.size);
        (0,external_node_fs_.readSync)(fd, bytes, 0, found.size, 0);
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return undefined;
    }
    finally {
        if (fd !== undefined)
            (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./lib/src/lock/host/wake.js
/**
 * Wake-ups between processes: one listening socket a process, in the lock directory.
 *
 * Whoever connects gets a hello, and from then on hears of every change: a byte, or the end of the connection, which the kernel
 * makes even for one that was killed. G1 nothing is lost between a look and the sleep: who waits looks once more after the hello.
 * A byte sent to a socket is a poke: the process looks for itself and tells those who listen to it.
 * Where a process has no socket, such as the job itself, its place is watched, and looked at now and then besides.
 */





const longestPath = 100; // sun_path has 104 bytes or more everywhere
const keyLength = newId().length;
/** Ends the name of a socket that may not be listening yet. Whoever finds it taken away does without. */
const newSuffix = '.new';
const [firstPollMs, lastPollMs] = [10, 200]; // where nothing can be heard; the dying are often gone in a moment
/** Linux refuses a connection to a plain file, too, and that tells nothing of a process. */
function isSocket(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path).isSocket();
    }
    catch {
        return false;
    }
}
/** The paths of its sockets are longer than an address can be. */
const hasLongSockets = (root) => Buffer.byteLength((0,external_node_path_.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
/** The sockets of a lock directory by their keys. */
function openSockets(root) {
    const room = (0,external_node_path_.join)(root, 's');
    const fd = hasLongSockets(root) && process.platform === 'linux' ? (0,external_node_fs_.openSync)(room, 'r') : undefined;
    return {
        pathOf: (key) => (fd === undefined ? (0,external_node_path_.join)(room, key) : `/proc/self/fd/${fd}/${key}`),
        close: () => fd !== undefined && (0,external_node_fs_.closeSync)(fd),
    };
}
/** Asks the sockets of a lock directory; `pathOf` gives the path of a key. */
const askIn = (pathOf) => (key) => new Promise((resolve) => {
    const socket = (0,external_node_net_namespaceObject.connect)(pathOf(key));
    const answer = (it) => {
        socket.destroy();
        resolve(it);
    };
    socket.on('connect', () => answer('answers'));
    socket.on('error', ({ code }) => answer(code === 'EAGAIN' ? 'answers' : code === 'ECONNREFUSED' && isSocket(pathOf(key)) ? 'refuses' : 'silent'));
});
/** Watches directories, as many as the system lets us. A host has few of these for each user, and some file systems have none. */
function watchAll(dirs, onChange) {
    return [...new Set(dirs)].flatMap((it) => {
        try {
            const watcher = (0,external_node_fs_.watch)(it, { persistent: false }, onChange);
            watcher.on('error', () => watcher.close());
            return [watcher];
        }
        catch {
            return [];
        }
    });
}
function nameSocket(path, mode) {
    try {
        if (mode & 0o020)
            (0,external_node_fs_.chmodSync)(path + newSuffix, 0o660);
        (0,external_node_fs_.renameSync)(path + newSuffix, path);
    }
    catch {
        // The rename may have happened all the same.
    }
    return (0,external_node_fs_.existsSync)(path);
}
/** Listens under `key`; where that cannot be, the returned key is '0'. */
async function listen(dir, key, clock) {
    const listeners = new Set();
    const pokes = new Set();
    const room = (0,external_node_path_.join)(dir.root, 's');
    const { pathOf, close: leaveRoom } = openSockets(dir.root);
    const shout = () => {
        for (const it of listeners)
            it.write('.');
    };
    const server = (0,external_node_net_namespaceObject.createServer)((socket) => {
        listeners.add(socket);
        socket.unref();
        socket.on('error', () => { });
        socket.on('close', () => listeners.delete(socket));
        socket.on('data', () => {
            for (const act of pokes)
                act();
            shout();
        });
        socket.write('h');
    });
    const hasBegun = await new Promise((resolve) => {
        server.once('error', () => resolve(false));
        server.listen({ path: pathOf(key + newSuffix), backlog: 4096 }, () => resolve(true));
    });
    server.unref();
    // Under its own name only now, so that whatever bears such a name and refuses is dead.
    const isListening = hasBegun && nameSocket((0,external_node_path_.join)(room, key), dir.mode);
    if (hasBegun && !isListening)
        server.close();
    const wake = {
        ask: askIn(pathOf),
        shout,
        poke: (other) => new Promise((resolve) => {
            // A process that is stopped takes the byte when it goes on; nobody waits for that.
            const socket = (0,external_node_net_namespaceObject.connect)(pathOf(other), () => socket.end('p', () => socket.destroy()));
            socket.on('error', () => { });
            socket.on('close', () => resolve());
        }),
        onPoke: (act) => {
            pokes.add(act);
            return () => pokes.delete(act);
        },
        sleep: (watch, ms, signal, { isGone, isDead, isOther, everyMs }) => new Promise((resolve) => {
            const sockets = [];
            const watchers = [];
            let heard = 0;
            let hasEnded = false;
            const end = () => {
                hasEnded = true;
                callOffLimit();
                callOffPoll();
                offPoke();
                signal.removeEventListener('abort', end);
                for (const it of sockets)
                    it.destroy();
                for (const it of watchers)
                    it.close();
                resolve();
            };
            const callOffLimit = clock.after(ms, end);
            let pollMs = firstPollMs;
            let callOffPoll = () => { };
            const look = () => {
                callOffPoll();
                const isDeaf = heard < watch.length;
                if (isOther() || (isDeaf && watch.some((it) => !(0,external_node_fs_.existsSync)(it.at) || isGone(it.process))))
                    return end();
                callOffPoll = clock.after(isDeaf ? pollMs : everyMs * (1 + Math.random() / 4), look);
                pollMs = Math.min(lastPollMs, pollMs * 2);
            };
            const offPoke = wake.onPoke(end);
            signal.addEventListener('abort', end, { once: true });
            if (signal.aborted)
                return end();
            for (const { process: it, at } of watch.filter((one) => one.process.key !== '0')) {
                const socket = (0,external_node_net_namespaceObject.connect)(pathOf(it.key));
                let isHello = true;
                sockets.push(socket);
                let hasConnected = false;
                socket.on('connect', () => {
                    hasConnected = true;
                });
                socket.on('error', () => { });
                // A connection that ends is news, also before the hello; one that never was may be refused for ever.
                socket.on('close', async () => {
                    if (!hasEnded && (hasConnected || (await isDead(it))))
                        end();
                });
                socket.on('data', (bytes) => {
                    if (!isHello || bytes.length > 1 || !(0,external_node_fs_.existsSync)(at))
                        return end();
                    isHello = false;
                    heard += 1;
                });
            }
            look();
            if (!hasEnded)
                watchers.push(...watchAll(watch.filter((one) => one.process.key === '0').map((one) => (0,external_node_path_.dirname)(one.at)), look));
        }),
        close: () => {
            for (const it of listeners)
                it.destroy();
            server.close();
            if (isListening)
                (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(room, key)));
            leaveRoom();
        },
    };
    return { wake, key: isListening ? key : '0' };
}

;// CONCATENATED MODULE: ./lib/src/lock/breaking.js
/**
 * What an admin who ends a request has to see of it, and the mark by which a grant is broken.
 *
 * G1 a grant that is marked is held as before by all who look at the line, so that nobody comes in beside work that has not stopped.
 * G2 whoever would use it takes it for lost. G3 nothing takes the mark away but the end of the grant.
 */









const markOf = (root, token) => (0,external_node_path_.join)(root, 'h', token, brokenMark);
const isBroken = (root, token) => isThere(markOf(root, token));
/** Answers what was marked; undefined if there is no such grant. */
function markBroken(root, token) {
    const it = readGranted((0,external_node_path_.join)(root, 'h', token), token);
    // One that is let go of meanwhile has no directory any more.
    if (it)
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)(markOf(root, token), ''));
    return it;
}
/** It is broken, and the step that asked for it is proven to have ended. */
async function isLeftBroken(root, token, judgeOne) {
    if (!isBroken(root, token))
        return false;
    const it = readGranted((0,external_node_path_.join)(root, 'h', token), token);
    return it !== undefined && (!it.asker || (await judgeOne(it.asker)) === 'dead');
}
/** Every request of a lock, oldest first; none if there is no lock directory that could be trusted. */
async function findSuspects(place, nowAt, kernel = systemKernel) {
    if (!isUsable(place))
        return [];
    const askSocket = askIn((key) => (0,external_node_path_.join)(place.dir, 's', key));
    const { tickets, verdicts } = await readLine(place.dir, (it) => judge(it, { kernel, askSocket, isLocal: false }), kernel);
    return tickets
        .sort((a, b) => a.seq - b.seq)
        .map((it) => {
        const living = livingWitnesses(it, verdicts);
        const isSeen = living.some((one) => verdicts.get(encodeProcess(one)) === 'alive');
        const verdict = isSeen ? 'alive' : isAlive(it, verdicts) ? 'unknown' : 'dead';
        const pids = living.filter((one) => one.boot === kernel.boot && one.namespace === kernel.namespace).map((one) => one.pid);
        return {
            ...standingAt(pathOf(place.dir, it), it, verdict, nowAt),
            ...{ isGranted: it.isGranted, pids: [...new Set(pids)] },
        };
    });
}

;// CONCATENATED MODULE: ./lib/src/lock/store.js
/**
 * Where a lock is kept. One store guards one thing.
 *
 * In order: `enter` a request, `place` it until it is granted, `wait` in between; `sign` in more witnesses; `downgrade` if others
 * may read by now; `release` by token.
 * G1 `place` grants only what `whoHolds` lets in, one decision at a time in the whole world of the store.
 * G2 of all calls of `release` for one token exactly one answers true, whichever process calls.
 * G3 a request whose every witness is dead is removed by the next `place`, and the grant of a dead writer is remembered until
 *    it is `settle`d by one who could write after it.
 * G4 whoever is in doubt waits: an error of the store is thrown as FL_LOCK_DIR and never grants.
 * Not promised: that a verdict `unknown` is ever resolved; fairness among requests that do not conflict.
 */

const mostErrandBytes = 12_000;
/** What is published of an errand; undefined if nothing is. */
function errandText({ errand }) {
    const text = (0,errors/* orNothing */.bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}

;// CONCATENATED MODULE: ./lib/src/lock/host/elsewhere.js
/**
 * Where the jobs of a lock wait besides: a waiter leaves a note in every grant of its job, and whoever looks for a circle goes from
 * note to note. A note is a hint about where to look. What is found there is read from names, places and the kernel, as anywhere.
 */









const mostLocks = 64;
const isNote = (name) => name.startsWith('b.') && ticket_isId(name.slice(2));
const notePath = ({ place, token }, id) => decodeToken(token) && isUsable(place) ? (0,external_node_path_.join)(place.dir, 'h', token, `b.${id}`) : undefined;
/** Says in each of these grants that their job waits at `place`, under that id. Without the note a circle ends with the first time-out. */
function leaveNotes(grants, id, place) {
    for (const path of grants.map((it) => notePath(it, id)))
        if (path)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.writeFileSync)(path, JSON.stringify(place), { flag: 'wx', mode: 0o640 }));
}
function takeNotes(grants, id) {
    for (const path of grants.map((it) => notePath(it, id)))
        if (path)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { force: true }));
}
/** The living requests of this lock, and of every lock that a chain of notes leads to. */
async function lookAround(place, kernel) {
    const places = new Map([[place.dir, place]]);
    const glimpses = [];
    for (const it of places.values()) {
        const ask = askIn((key) => (0,external_node_path_.join)(it.dir, 's', key));
        const judgeThere = (one) => judge(one, { kernel, askSocket: ask, isLocal: false });
        // A note may lead anywhere; only our own place has to be there.
        const line = await readLine(it.dir, judgeThere, kernel).catch((error) => {
            if (it === place)
                throw error;
        });
        if (!line || !isUsable(it))
            continue;
        glimpses.push(...glimpsesOf(it, line));
        for (const note of notesIn(it, line))
            if (places.size < mostLocks)
                places.set(note.dir, places.get(note.dir) ?? note);
    }
    return glimpses;
}
function glimpsesOf(place, { tickets, verdicts }) {
    const { holders, waiters } = whoHolds(tickets, verdicts);
    return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].map(({ ticket, blockers }) => {
        const path = pathOf(place.dir, ticket);
        const { id, party, mode, isGranted, asker } = ticket;
        return {
            ...{ id, party, mode, isGranted, guards: place.guards, job: readJob((0,external_node_path_.join)(path, 'owner.json')) },
            // One process has a key for each lock directory.
            asker: asker && encodeProcess({ ...asker, key: '0' }),
            isAtWork: isAtWork(ticket, verdicts),
            askedAt: ticket_timeIn(namesIn(path), 'a') ?? 0,
            blockers: blockers.map((it) => it.id),
        };
    });
}
function notesIn(place, { tickets }) {
    const dirs = tickets.filter((it) => it.isGranted).map((it) => (0,external_node_path_.join)(place.dir, 'h', tokenOf(it.seq, it.id)));
    return dirs
        .flatMap((dir) => namesIn(dir).map((name) => (0,external_node_path_.join)(dir, name)))
        .filter((path) => isNote((0,external_node_path_.basename)(path)))
        .slice(0, mostLocks)
        .map((path) => line_readSmall(path))
        .filter(isPlace);
}

// EXTERNAL MODULE: ./node_modules/proper-lockfile/index.js
var proper_lockfile = __nccwpck_require__(3648);
;// CONCATENATED MODULE: ./lib/src/lock/host/latch.js
/**
 * The latch of a lock directory: a mutual exclusion of about a millisecond, under which the places of requests are decided.
 *
 * It is proper-lockfile's own `lock()`, over five verbs of ours. As it comes, it judges by age and removes by path, and so lets
 * two in (docs/decisions/0001). Our verbs are compare-and-set on the immutable name of one owner, and judge death, not age:
 *
 *   latch/o.PROCESS.N     held by PROCESS; no directory, or an empty one, is free
 *
 * G1 taking succeeds only onto nothing or an empty directory: one rename, so that two names are never inside.
 * G2 removing is an unlink of a name that belongs to one owner for ever: a newer owner has another name.
 * G3 an owner is displaced only when it is proven dead. One that is stopped keeps everybody waiting: safe, not live.
 */






const ownerPattern = /^o\.([^.]+)\.\d+$/;
const ownerOf = (name) => decodeProcess(ownerPattern.exec(name)?.[1] ?? '');
const spareName = (self) => `L.${newId()}.${encodeProcess(self)}`;
function createLatch(dir, self, judge) {
    const path = (0,external_node_path_.join)(dir.root, 'latch');
    let count = 0;
    let spare;
    let mine;
    let judgedDead;
    const prepare = () => {
        count += 1;
        const next = { at: (0,external_node_path_.join)(dir.root, 't', spareName(self)), name: `o.${encodeProcess(self)}.${count}` };
        makeDir(next.at, dir.mode, dir.owner);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(next.at, next.name), '', { flag: 'wx' });
        return next;
    };
    const take = () => {
        spare ??= prepare();
        // Windows replaces no directory, not even an empty one.
        if (process.platform === 'win32')
            (0,errors/* unless */.NJ)(['ENOENT', 'ENOTEMPTY', 'EPERM', 'EBUSY'], () => (0,external_node_fs_.rmdirSync)(path));
        try {
            (0,external_node_fs_.renameSync)(spare.at, path);
        }
        catch (error) {
            // An errno is not believed where it can be checked: the rename may have happened all the same.
            if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, spare.name)))
                throw isTaken(error) ? Object.assign(new Error('taken'), { code: 'EEXIST' }) : error;
        }
        mine = spare.name;
        spare = undefined;
    };
    const setAside = (name) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)((0,external_node_path_.join)(path, name), (0,external_node_path_.join)(dir.root, 't', `d.${newId()}`)));
    const look = async () => {
        if (mine !== undefined)
            return (0,external_node_fs_.statSync)((0,external_node_path_.join)(path, mine));
        const [name] = (0,external_node_fs_.readdirSync)(path);
        if (name === undefined)
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        const owner = ownerOf(name);
        if (!owner) {
            // Nobody takes the latch under such a name: it was put there by hand.
            setAside(name);
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        }
        const verdict = await judge(owner);
        judgedDead = verdict === 'dead' ? name : undefined;
        // proper-lockfile compares this with its clock, which may be wrong: the beginning of time is stale, its end never is.
        return { mtime: new Date(verdict === 'dead' ? -8.64e15 : 8.64e15) };
    };
    const drop = () => {
        const name = mine ?? judgedDead;
        mine = undefined;
        judgedDead = undefined;
        if (name === undefined)
            return;
        // Not looked for first: a look that fails says that nothing is there, and the latch would stay ours.
        for (let isThere = true, tries = 0; isThere; tries++) {
            try {
                (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(path, name));
                isThere = false;
            }
            catch (error) {
                if (['ENOENT', 'ENOTDIR'].includes((0,errors/* errnoOf */.UQ)(error) ?? ''))
                    isThere = false;
                // Nobody of us makes a directory of it: it was put there by hand.
                else if (['EISDIR', 'EPERM'].includes((0,errors/* errnoOf */.UQ)(error) ?? '') && tries < 5)
                    setAside(name);
                else if (tries > 50)
                    throw error;
            }
        }
        // Tidiness: an empty directory is as free as none, and one that is owned by now cannot be removed.
        (0,errors/* unless */.NJ)(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'], () => (0,external_node_fs_.rmdirSync)(path));
    };
    // proper-lockfile tries again after every error, for ever, and cannot be called off. So it is let win nothing: its next try
    // seems to succeed, nothing is taken, and we go away with the reason.
    let calledOff;
    const orCallOff = async (expected, act) => {
        try {
            return await act();
        }
        catch (error) {
            if ((0,errors/* errnoOf */.UQ)(error) === expected)
                throw error;
            calledOff = { reason: error };
            return undefined;
        }
    };
    const nothing = () => ({ mtime: new Date() });
    const verbs = {
        mkdir: verb(async () => calledOff ?? orCallOff('EEXIST', take)),
        stat: verb(async () => (calledOff ? nothing() : ((await orCallOff('ENOENT', look)) ?? nothing()))),
        utimes: verb(async (_, atime, mtime) => mine && (0,external_node_fs_.utimesSync)((0,external_node_path_.join)(path, mine), atime, mtime)),
        rmdir: verb(async () => (mine === undefined ? orCallOff('ENOENT', drop) : drop())),
        rmdirSync: drop,
    };
    let turn = Promise.resolve();
    return (body, signal) => {
        const section = async () => {
            signal.throwIfAborted();
            calledOff = undefined;
            const onAbort = () => {
                calledOff ??= { reason: signal.reason };
            };
            signal.addEventListener('abort', onAbort, { once: true });
            const unlock = await proper_lockfile.lock(dir.root, {
                lockfilePath: path,
                realpath: false,
                fs: verbs,
                stale: 10_000,
                update: 5000,
                retries: { forever: true, retries: 12, minTimeout: 1, factor: 1.4, maxTimeout: 25, randomize: true },
                // It calls this from a timer, where a throw would end the process. `isStillOurs` tells the one who acts.
                onCompromised: () => { },
            });
            signal.removeEventListener('abort', onAbort);
            const held = mine;
            try {
                if (calledOff)
                    throw calledOff.reason;
                return await body(() => held !== undefined && held === mine && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, held)));
            }
            finally {
                await unlock().catch(() => drop());
            }
        };
        const done = turn.then(section, section);
        turn = done.catch(() => { });
        return done;
    };
}
const isTaken = (error) => ['ENOTEMPTY', 'EEXIST', ...(process.platform === 'win32' ? ['EPERM', 'EBUSY'] : [])].includes(error.code ?? '');
function verb(act) {
    return (...args) => {
        const done = args.pop();
        act(...args).then((value) => done(null, value), (error) => done(error instanceof Error ? error : new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: (0,errors/* messageOf */.bD)(error) })));
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/host/litter.js
/** What processes left in a lock directory that died at the wrong moment. Nothing depends on it, nobody waits for it. */






/** Removes what belongs to the dead; `inUse` are the keys of living witnesses. To be called under the latch. */
async function removeLitter({ root, isLocal }, inUse, judge, ask) {
    const [unpublished, sockets] = [(0,external_node_path_.join)(root, 't'), (0,external_node_path_.join)(root, 's')];
    for (const name of (0,external_node_fs_.readdirSync)(unpublished)) {
        const owner = decodeProcess(name.split('.').at(-1) ?? '');
        if (name.startsWith('d.') || (owner && (await judge(owner)) === 'dead'))
            remove((0,external_node_path_.join)(unpublished, name));
    }
    for (const { path, builder } of findStaged(root))
        if ((await judge(builder)) === 'dead')
            remove(path);
    // Of a witness elsewhere only its refusing socket tells that it is dead.
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => ticket_isId(it.replace(newSuffix, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            remove((0,external_node_path_.join)(sockets, name));
}
const remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

;// CONCATENATED MODULE: ./lib/src/lock/host/obstacle.js
/** What keeps a request away, and what it has to listen to so that it hears when that is gone. */




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    // One process wakes per event: only those whom no waiter keeps away listen to the holders. What happens to our own party in
    // front may let us pass that last one, who would not tell.
    const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
    const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
    return {
        at: pathOf(root, ticket),
        holders: blockers
            .filter((it) => it.isGranted)
            .map((it) => standingAt(pathOf(root, it), it, bestOf(livingWitnesses(it, verdicts), verdicts), nowAt)),
        ahead: blockers.length,
        watch: [...watched].flatMap((it) => livingWitnesses(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
    };
}
/** What is there as long as one keeps the other away. A downgrade takes away the mark, and a reader may then come in. */
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? modeMark(it.mode) : undefined;
    return (0,external_node_path_.join)(pathOf(root, it), mark ?? '');
}
const bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get(encodeProcess(it)) === 'alive') ? 'alive' : 'unknown';
/**
 * What keeps a request away, as far as a look without the latch tells; undefined if that may be nothing. Still to be blocked is no
 * decision, so that a long line costs little. Only those are judged whom it listens to: each of the others has somebody behind it.
 */
async function glance(root, ticket, judge, nowAt) {
    const others = readTickets(root).filter((it) => it.id !== ticket.id);
    const last = whoHolds([...others, ticket], new Map())
        .waiters.find((it) => it.ticket === ticket)
        ?.blockers.at(-1);
    const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
    const verdicts = await judgeWitnesses(near, judge);
    const queue = whoHolds([...others, ticket], verdicts);
    const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
    return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
}

;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js
/**
 * The store on one host: requests are directories, their place is their state, each change of state is one rename.
 *
 *   t/   private: in preparation, or discarded       h/        granted
 *   q/   waiting                                     crashed/  grants of dead writers, until settled
 *   s/   one socket a process                        latch/    see latch.ts        seq   the last number given out
 *
 * What the store promises is in store.ts. Numbers, entering the line and grants are decided under the latch; a release is one
 * rename without it. No decision reads the content of a file: it is for people, and for those who do the errand of another. After
 * each step a kill leaves a state that the next `place` mends: litter in t/, a waiter or a grant of a dead process.
 */
















const [signInMs, sweepMs] = [30_000, 10_000];
/** Opens the store of a lock directory. Throws FL_LOCK_DIR. */
async function openFileStore(place, clock, kernel = systemKernel) {
    const dir = openLockDir(place);
    const self = thisProcess(kernel);
    const { wake, key } = await listen(dir, self.key, clock).catch((error) => {
        throw refusal(dir.root, error);
    });
    return createFileStore(place, dir, { ...self, key }, wake, clock, kernel);
}
function createFileStore(place, dir, self, wake, clock, kernel) {
    const at = (...parts) => (0,external_node_path_.join)(dir.root, ...parts);
    const own = new Map();
    const judgeOne = (it) => encodeProcess(it) === encodeProcess(self) ? Promise.resolve('alive') : judge(it, { kernel, askSocket: wake.ask, isLocal: dir.isLocal });
    const latch = createLatch(dir, self, judgeOne);
    const survey = () => readLine(dir.root, judgeOne, kernel);
    const standing = (it, verdict, where = pathOf(dir.root, it)) => standingAt(where, it, verdict, clock.wall());
    const discard = (from) => discardFrom(dir.root, from);
    /** Takes away the request of an owner that died; what a writer left is in doubt until it is settled. */
    const remove = (it) => it.isGranted && mayWrite(it.mode) ? move(pathOf(dir.root, it), at('crashed', tokenOf(it.seq, it.id))) : discard(pathOf(dir.root, it));
    const bury = (it) => {
        const last = standing(it, 'dead');
        return remove(it) && it.isGranted ? [last] : [];
    };
    const proceed = (mine, to) => {
        if (mine.at === to)
            return;
        if (!move(mine.at, to))
            throw takenBack(dir.root);
        mine.at = to;
    };
    const enter = async (request) => {
        const home = at('t', `r.${request.id}.${encodeProcess(self)}`);
        makeDir(home, dir.mode, dir.owner);
        for (const name of [...marksOf(request, self), `a.${clock.wall()}`])
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(home, name), '', { flag: 'wx' });
        const errand = errandText(request);
        writeNew((0,external_node_path_.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
        if (errand !== undefined)
            writeNew((0,external_node_path_.join)(home, 'errand.json'), errand, 0o640);
        own.set(request.id, { ...request, at: home });
    };
    const ticketOf = (mine, seq) => ({ ...mine, seq, isGranted: false, asker: self, witnesses: [self] });
    const placeRequest = async (id, signal) => {
        const mine = own.get(id);
        const obstacle = await told(async () => {
            if (mine?.seq === undefined || !isThere(mine.at))
                return undefined;
            return glance(dir.root, ticketOf(mine, mine.seq), judgeOne, clock.wall());
        });
        signal.throwIfAborted();
        if (!obstacle)
            return decide(id, signal);
        // Another step of the job may have been granted something since.
        leaveNotes(mine?.others() ?? [], id, place);
        return { obstacle, recovered: [] };
    };
    const decide = (id, signal) => latch(async (isStillOurs) => {
        const mine = own.get(id);
        if (!mine || !isThere(mine.at))
            throw takenBack(dir.root);
        const { tickets, verdicts } = await survey();
        if (!isStillOurs())
            throw new errors/* FetchLockError */.qf('FL_LOST', { what: `Something removed the latch of '${dir.root}' from under us.` });
        const others = tickets.filter((it) => it.id !== id);
        mine.seq ??= nextSeq(dir.root, self, others);
        const ticket = ticketOf(mine, mine.seq);
        verdicts.set(encodeProcess(self), 'alive');
        const queue = whoHolds([...others, ticket], verdicts);
        const recovered = queue.dead.flatMap(bury);
        const obstacle = obstacleOf(dir.root, ticket, queue, verdicts, clock.wall());
        if (obstacle.ahead > 0) {
            proceed(mine, at('q', waitingName(ticket, self)));
            leaveNotes(mine.others(), id, place);
            return { obstacle, recovered };
        }
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(mine.at, `g.${clock.wall()}`), '');
        proceed(mine, at('h', tokenOf(mine.seq, id)));
        takeNotes(mine.others(), id);
        if (mine.mode !== 'exclusive')
            wake.shout();
        return { granted: { token: tokenOf(mine.seq, id), recovered, dirty: readCrashed(dir.root, clock.wall()) } };
    }, signal).catch((error) => {
        throw refusal(dir.root, error);
    });
    /** After something went away: its own processes, who tell their listeners, and the first in line. */
    const announce = async (witnesses) => {
        wake.shout();
        const line = (0,external_node_fs_.readdirSync)(at('q'))
            .map(decodeWaiting)
            .filter((it) => it !== undefined)
            .sort((a, b) => a.seq - b.seq);
        const keys = [...witnesses, ...(line[0]?.witnesses ?? [])].map((it) => it.key).filter((it) => it !== '0' && it !== self.key);
        await Promise.all([...new Set(keys)].map((it) => wake.poke(it)));
    };
    const take = async (where, ticket, remove = () => discard(where)) => {
        if (!ticket)
            return undefined;
        const last = standing(ticket, 'unknown', where);
        if (!remove(ticket))
            return undefined;
        await announce(ticket.witnesses);
        return last;
    };
    /** Whose work was stopped in the middle has left it as one that died. */
    const takeGranted = (token, as) => take(at('h', token), decodeToken(token) && readGranted(at('h', token), token), as ?? (isBroken(dir.root, token) ? remove : undefined));
    const takeWaiting = async (id) => {
        for (const name of (0,external_node_fs_.readdirSync)(at('q'))) {
            const it = decodeWaiting(name);
            if (it?.id === id && (await take(at('q', name), it)))
                return true;
        }
        return false;
    };
    const breakOff = async (id) => {
        // Not the other way round: one that is granted meanwhile is met, and marked.
        if (await takeWaiting(id))
            return 'taken back';
        const token = find(id);
        const it = token === undefined ? undefined : markBroken(dir.root, token);
        if (it)
            await announce(it.witnesses);
        return it && 'marked';
    };
    const withdrawn = (last) => last && { token: last.token, heldMs: last.heldMs };
    const find = (id) => (ticket_isId(id) ? (0,external_node_fs_.readdirSync)(at('h')).find((name) => decodeToken(name)?.id === id) : undefined);
    const withdraw = async (id) => {
        if (!ticket_isId(id))
            return undefined;
        takeNotes(own.get(id)?.others() ?? [], id);
        own.delete(id);
        // In the order in which a request moves, so that one that moves meanwhile is met.
        for (const name of (0,external_node_fs_.readdirSync)(at('t')).filter((it) => it.startsWith(`r.${id}.`)))
            if (discard(at('t', name)))
                return { heldMs: 0 };
        if (await takeWaiting(id))
            return { heldMs: 0 };
        const token = find(id);
        return token === undefined ? undefined : withdrawn(await takeGranted(token));
    };
    const downgrade = async (token) => {
        const it = decodeToken(token) && readGranted(at('h', token), token);
        const mark = it && modeMark(it.mode);
        if (mark)
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(at('h', token, mark)));
        if (it)
            await announce(it.witnesses);
        return isHeld(token);
    };
    /** All names in the line; undefined if they cannot be read, which the next look will tell. */
    const listing = () => (0,errors/* orNothing */.bR)(() => [...namesIn(at('h')), ...namesIn(at('q'))].join());
    const isHeld = (token) => decodeToken(token) !== undefined && (0,errors/* orNothing */.bR)(() => isThere(at('h', token)) && !isBroken(dir.root, token)) === true;
    /** Signs out of what it asked for: where only sockets tell who lives, nothing would tell of this process any more. */
    const close = () => {
        for (const it of own.values()) {
            try {
                (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(it.at, `m.${encodeProcess(self)}`));
            }
            catch {
                // Gone already, or it stays a witness until this process ends.
            }
        }
        wake.close();
    };
    /** G4: what the system refuses is told as FL_LOCK_DIR. */
    const told = (act) => act().catch((error) => {
        throw refusal(dir.root, error);
    });
    return {
        enter: (request) => told(() => enter(request)),
        place: placeRequest,
        wait: (obstacle, ms, signal) => {
            const before = listing();
            return wake.sleep(obstacle.watch, ms, signal, {
                isGone: (it) => it.boot === kernel.boot && it.namespace === kernel.namespace && judgePid(it, kernel) === 'dead',
                isDead: async (it) => (await judgeOne(it)) === 'dead',
                isOther: () => !(0,external_node_fs_.existsSync)(obstacle.at) || before === undefined || listing() !== before,
                everyMs: obstacle.ahead > 1 ? 5000 : 2000,
            });
        },
        sign: (token, who = self) => told(() => (0,base_clock/* within */.ux)(clock, signInMs, (signal) => latch(async () => {
            if (!isHeld(token))
                return false;
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)(at('h', token, witnessMark(who)), '', { flag: 'wx' }));
            return (0,external_node_fs_.existsSync)(at('h', token, witnessMark(who)));
        }, signal))),
        isHeld,
        isGone: (token) => {
            try {
                return !isThere(at('h', token));
            }
            catch {
                return false;
            }
        },
        downgrade: (token) => told(() => downgrade(token)),
        lookAround: () => told(() => lookAround(place, kernel)),
        lastSeq: () => lastSeq(dir.root),
        errands: () => readErrands(dir.root),
        ids: () => orRefuse(dir.root, () => readIds(dir.root)),
        find,
        release: (token) => told(async () => (await takeGranted(token)) !== undefined),
        abandon: (token) => told(async () => withdrawn(await takeGranted(token, remove))),
        withdraw: (id) => told(() => withdraw(id)),
        settle: (tokens) => {
            for (const it of tokens)
                if (decodeToken(it))
                    discard(at('crashed', it));
        },
        breakOff: (id) => told(() => breakOff(id)),
        isLeftBroken: (token) => told(() => isLeftBroken(dir.root, token, judgeOne)),
        onPoke: wake.onPoke,
        sweep: () => told(() => (0,base_clock/* within */.ux)(clock, sweepMs, (signal) => latch(sweep, signal))),
        close,
    };
    async function sweep() {
        const { tickets, verdicts } = await survey();
        const { dead } = whoHolds(tickets, verdicts);
        const recovered = dead.flatMap(bury);
        const living = tickets.filter((it) => !dead.includes(it)).flatMap((it) => it.witnesses.map((one) => one.key));
        await removeLitter(dir, new Set(living), judgeOne, wake.ask);
        return recovered;
    }
}
const takenBack = (root) => new errors/* FetchLockError */.qf('FL_CANCELLED', {
    what: `Our request in '${root}' was taken back by another process.`,
    why: 'The post step or an admin did that.',
});

;// CONCATENATED MODULE: ./lib/src/report/archive.js
/**
 * The files of a journal. Events are appended to the live one; when it has grown long, whoever appends next renames it.
 * Nobody tells the others: who still has it open appends to it under its new name, where it is read as well.
 *
 * G1 no rename replaces anything: no two processes make the same name. G2 the numbers in the names rise from older to newer, whatever
 * the clocks say. G3 only plain files with such a name are read or removed, and the oldest go first. G4 what cannot be renamed grows.
 */




const usualBounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };
const journalOf = (dir) => (0,external_node_path_.join)(dir, 'journal.jsonl');
/** A planted link is not followed, a planted fifo does not block. */
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;
/** Newest first. */
const listArchives = (dir) => ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(dir)) ?? [])
    .flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    const path = (0,external_node_path_.join)(dir, name);
    const found = number === undefined ? undefined : (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path));
    return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
})
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));
const isSame = (one, other) => one?.ino === other.ino && one.dev === other.dev;
/** Puts the live file aside that was found; true if there is another one to append to now. */
function putAside(live, found, bounds) {
    const dir = (0,external_node_path_.dirname)(live);
    if (wouldShutOut(dir))
        return false;
    return (alone(dir, () => {
        if (!isSame((0,external_node_fs_.lstatSync)(live, { throwIfNoEntry: false }), found))
            return true;
        const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${(0,external_node_crypto_namespaceObject.randomBytes)(8).toString('hex')}.jsonl`;
        if (!pattern.test(name))
            return false;
        (0,external_node_fs_.renameSync)(live, (0,external_node_path_.join)(dir, name));
        removeOldest(dir, bounds);
        return true;
    }) ?? false);
}
const deadAfterMs = 10_000; // it takes less than one
/**
 * Runs `act` unless another process is at it, or it fails. Should there be two all the same, since one was stopped for long, a file may
 * get a number that is too low, and is then read too early; no event is lost.
 */
function alone(dir, act) {
    const guard = (0,external_node_path_.join)(dir, 'journal.moving');
    return (0,errors/* orNothing */.bR)(() => {
        const left = (0,external_node_fs_.lstatSync)(guard, { throwIfNoEntry: false });
        if (left?.isFile() && Math.abs(Date.now() - left.mtimeMs) > deadAfterMs)
            (0,external_node_fs_.unlinkSync)(guard);
        (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(guard, 'wx', 0o600));
        try {
            return act();
        }
        finally {
            (0,external_node_fs_.unlinkSync)(guard);
        }
    });
}
/** The next file would be root's for a moment, and nobody else could append to it. */
function wouldShutOut(dir) {
    const { uid, mode } = (0,external_node_fs_.statSync)(dir);
    return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}
function removeOldest(dir, { keptBytes, keptFiles }) {
    let bytes = 0;
    const surplus = listArchives(dir).filter((it, index) => {
        bytes += it.bytes;
        // The newest stays, however long it is.
        return index > 0 && (index >= keptFiles || bytes > keptBytes);
    });
    // The oldest first: who reads meanwhile is to find no gap.
    for (const it of surplus.reverse())
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)(it.path));
}
const mostTries = 20;
/** All files, newest first and without a gap between two; the caller closes them. */
function openFiles(dir) {
    const path = journalOf(dir);
    for (let tries = 1;; tries++) {
        // In this order a file that is put aside meanwhile may be here twice, but not be missing. What is removed meanwhile is the oldest.
        const live = openToRead(path);
        const archives = listArchives(dir).flatMap((it) => openToRead(it.path) ?? []);
        if (!live)
            return archives;
        if (archives.some((it) => isSame(it.found, live.found))) {
            (0,external_node_fs_.closeSync)(live.fd);
            return archives;
        }
        if (tries === mostTries || isSame((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }), live.found))
            return [live, ...archives];
        for (const it of [live, ...archives])
            (0,external_node_fs_.closeSync)(it.fd);
    }
}
function openToRead(path) {
    const fd = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | safely));
    if (fd === undefined)
        return undefined;
    const found = (0,external_node_fs_.fstatSync)(fd);
    if (found.isFile())
        return { fd, found };
    (0,external_node_fs_.closeSync)(fd);
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/report/journal.js
/**
 * The journal of a lock: one JSON object a line, appended in one write, so that lines of many processes stay whole.
 * It is for people: a journal that cannot be written never stops a lock, and a line that cannot be read is left out.
 */





/** Appends one event. Throws what the system says if it can't. */
function appendEvent(dir, event, bounds = usualBounds) {
    const fd = openLive(journalOf(dir), bounds);
    try {
        const text = Buffer.from(`${isTorn(fd) ? '\n' : ''}${formatEvent(event)}\n`);
        const written = (0,external_node_fs_.writeSync)(fd, text);
        if (written < text.length)
            throw new Error(`only ${written} of ${text.length} bytes could be written, as when the disk is full`);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
const journal_mostTries = 20;
/** The live file, of which there may be a new one each time one looks. */
function openLive(path, bounds) {
    for (let tries = 1;; tries++) {
        // Looked for before it is made: in a sticky directory Linux lets nobody "create" what is there and another's (proc_sys_fs(5),
        // protected_regular).
        const fd = (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.openSync)(path, toAppend)) ?? (0,errors/* unless */.NJ)(['EEXIST'], () => make(path));
        if (fd === undefined) {
            if (tries < journal_mostTries)
                continue;
            throw new Error(`'${path}' comes and goes`);
        }
        try {
            const found = (0,external_node_fs_.fstatSync)(fd);
            if (!found.isFile())
                throw new Error(`'${path}' is not a file`);
            if (found.size < bounds.liveBytes || tries >= journal_mostTries || !putAside(path, found, bounds))
                return fd;
        }
        catch (error) {
            (0,external_node_fs_.closeSync)(fd);
            throw error;
        }
        (0,external_node_fs_.closeSync)(fd);
    }
}
const toAppend = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_APPEND | safely;
/** Whoever may make files in the directory may append to this one, from the moment it is there. */
function make(path) {
    const { mode, uid } = (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(path));
    const mask = process.umask(0);
    try {
        const fd = (0,external_node_fs_.openSync)(path, toAppend | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL, 0o600 | (mode & 0o020 && 0o060) | (mode & 0o002 && 0o006));
        if (process.geteuid?.() === 0 && uid !== 0)
            (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.fchownSync)(fd, uid, -1));
        return fd;
    }
    finally {
        process.umask(mask);
    }
}
/**
 * Somebody died while writing: what comes next must not become a part of that line. A write of somebody alive may be seen half done
 * for a moment too, where it goes over the end of a page; if that moment is long, there will be an empty line.
 */
function isTorn(fd) {
    return Array.from({ length: 50 }).every(() => endsInLine(fd));
}
function endsInLine(fd) {
    const { size } = (0,external_node_fs_.fstatSync)(fd);
    const last = Buffer.alloc(1);
    return size > 0 && (0,external_node_fs_.readSync)(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}
const recentBytes = 1_048_576;
const utmostBytes = 134_217_728; // a file that could not be put aside may have any length
/** Events in the order in which they were written; none if there is no journal. */
function readEvents(dir, { sinceAt = -Infinity, mostBytes = recentBytes } = {}) {
    const pieces = [];
    for (const lines of readBackwards(dir, Math.min(mostBytes, utmostBytes))) {
        const events = lines.map(journal_readLine).filter((it) => it !== undefined);
        const recent = events.filter((it) => Date.parse(it.ts) >= sinceAt);
        pieces.push(recent);
        // Clocks jump, so that one old event does not mean that all before it are.
        if (events.length > 0 && recent.length === 0)
            break;
    }
    return pieces.reverse().flat();
}
/** On a full disk a line may be cut off while the next one is on its way; that one is whole. */
const journal_readLine = (line) => parseEvent(line) ?? parseEvent(line.slice(Math.max(0, line.lastIndexOf(lineStart))));
const pieceBytes = 262_144;
/** The lines of all files, the newest piece first, in each the oldest line first. */
function* readBackwards(dir, mostBytes) {
    const files = openFiles(dir);
    try {
        let left = mostBytes;
        for (const { fd, found } of files) {
            // The end of a line that begins in the piece before. The first line may be cut off by where we end; it then does not parse.
            let rest = Buffer.alloc(0);
            const { size } = found;
            const first = Math.max(0, size - left);
            for (let end = size; end > first; end = Math.max(first, end - pieceBytes)) {
                const start = Math.max(first, end - pieceBytes);
                const bytes = Buffer.concat([readAt(fd, start, end), rest]);
                const cut = start === first ? 0 : bytes.indexOf('\n') + 1;
                rest = bytes.subarray(0, cut);
                // Without any end of a line it is none of ours.
                if (cut > 0 || start === first)
                    yield bytes.toString('utf8', cut).split('\n');
            }
            left -= size - first;
        }
    }
    finally {
        for (const it of files)
            (0,external_node_fs_.closeSync)(it.fd);
    }
}
function readAt(fd, start, end) {
    const bytes = Buffer.alloc(end - start);
    return bytes.subarray(0, (0,external_node_fs_.readSync)(fd, bytes, 0, bytes.length, start));
}
/** A report that goes to the journal; `common` is in every event. Its first failure is told to `onTrouble`, and goes no further. */
function journalReport(dir, common, onTrouble) {
    let isBroken = false;
    return (event, detail) => {
        try {
            appendEvent(dir, { v: 1, ts: new Date().toISOString(), event, ...common, ...detail });
        }
        catch (error) {
            if (!isBroken)
                onTrouble(`The journal in '${dir}' cannot be written: ${(0,errors/* messageOf */.bD)(error)}.`);
            isBroken = true;
        }
    };
}
/** For events that no lock has a journal for: they go to the host's, if there is one, and in any case to the log. */
function hostReport(dir, common, { info, warning }) {
    const report = dir === undefined ? undefined : journalReport(dir, common, warning);
    return (event, detail) => {
        report?.(event, detail);
        const where = dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${dir}'`;
        info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
    };
}

;// CONCATENATED MODULE: ./lib/src/report/words.js
/** The sentences people read while they wait and when it ends. Names of other jobs are made inert here. Pure. */


/** `acme/web job test (leg 3), run 812 attempt 2 on runner-2`, as far as it is known. */
function words_nameJob(job) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
    const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
    const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
    const where = job.runner ?? job.host;
    const name = [work, run, person].filter(Boolean).join(', ');
    return (0,base_text/* inert */.tJ)(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}
/** Only a link that cannot be anything else is a link. */
const linkOf = (job) => /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;
const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => `${words_nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${(0,duration/* formatDuration */.a)(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
/** At the very end, so that nothing becomes a part of it. */
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${(0,base_text/* plural */.LS)(ahead, 'request')} in front`;
const heldBy = ({ holders }) => {
    const [first, ...more] = holders;
    if (!first)
        return 'Nobody holds it yet';
    return `Held by ${describe(first)}${more.length > 0 ? ` and ${(0,base_text/* plural */.LS)(more.length, 'other')}` : ''}`;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${(0,duration/* formatDuration */.a)(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}: ${inFront(line)}. ${heldBy(line)}.${linkTo(line)}`;
/** That the limit of a wait will hardly do. */
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }) => `This wait for ${inert(path)} may end in vain: it ends after ${formatDuration(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}). Raise \`lock-timeout\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${(0,duration/* formatDuration */.a)(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}, held for ${(0,duration/* formatDuration */.a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,base_text/* inert */.tJ)(path)} was recovered: ${words_nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${(0,base_text/* inert */.tJ)(path)} may be half-written: ${holders.map(words_nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
/** A command as the user wrote it; without one it was for what is wanted. */
function sayJoined(path, command, holder, ageMs) {
    const when = ageMs === undefined ? 'after this step asked' : `${formatDuration(ageMs)} before this step asked, which \`max-age\` allows`;
    const what = command === undefined
        ? `it brought what is wanted into ${inert(path)}`
        : `it began ${when}, so \`git ${inert(withoutCredentials(command.replace(/^git\s+/, '')))}\` is not run in ${inert(path)}`;
    const link = linkOf(holder);
    return `Joined the fetch of ${words_nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}
const sayPresent = (path, count) => `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${inert(path)} already, kept by a ref: nothing is fetched.`;
const sayMerged = (path, count) => `Fetching into ${inert(path)} for ${plural(count, 'request')} in line too.`;
const sayAlone = (path, complaint) => `The fetch into ${inert(path)} for all in line failed, which may be because of one of them${complaint ? ` (${inert(complaint)})` : ''}: doing ours alone.`;
/** `limit` as the user gave it, in the input of that name. */
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} is taken.`
        : `Waited ${(0,duration/* formatDuration */.a)(waitedMs)} for the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} and gave up.`,
    why: `${heldBy(line)}; ${inFront(line)}.`,
    fix: `Raise \`${input}\` (now ${(0,base_text/* inert */.tJ)(limit)}), or look at what holds it.${linkTo(line)}`,
});
/** Who waits for whom, from the reader round to the reader. */
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : words_nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : words_nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${(0,base_text/* inert */.tJ)(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything in one step (`path` takes several lines), or in the same order in every job; ask for the strongest `mode` first.',
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/src/cli/command.js
/**
 * A command of `fetch-lock`: what it is called and takes, in one value, from which the parser, the help, the shell completion and the
 * tables of the docs are made; and what it does.
 */


const exit = { ok: 0, failed: 1, bad: 2, usage: 64, unavailable: 69, timeout: 75, interrupted: 130 };
/** Thrown for a command line that cannot be understood. */
class UsageError extends Error {
}
/** Reads the words after the command's name. Throws UsageError. */
function readCall(command, args) {
    const cut = command.hasCommand ? args.indexOf('--') : -1;
    const [own, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
    const { values, positionals } = parse(command, own);
    const { least, most } = command.operands ?? { least: 0, most: 0 };
    if (positionals.length > most)
        throw new UsageError(`'${(0,base_text/* inert */.tJ)(positionals[most] ?? '')}' is one operand too many`);
    if (positionals.length < least)
        throw new UsageError(`${command.synopsis.split(' ')[0]} is missing`);
    if (command.hasCommand && rest.length === 0)
        throw new UsageError('there is no command after `--`');
    const texts = (name) => [values[name] ?? []].flat().filter((it) => typeof it === 'string');
    return {
        has: (name) => values[name] !== undefined,
        texts,
        text: (name) => texts(name).at(-1),
        operands: positionals,
        command: [...rest],
    };
}
function parse({ options }, args) {
    try {
        return (0,external_node_util_namespaceObject.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: Object.fromEntries(options.map(({ name, short, takes }) => [
                name,
                { type: takes === undefined ? 'boolean' : 'string', multiple: true, ...(short ? { short } : {}) },
            ])),
        });
    }
    catch (error) {
        const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
        throw new UsageError((0,base_text/* inert */.tJ)(first));
    }
}

;// CONCATENATED MODULE: ./lib/src/base/policy/policy.js
/**
 * What the admin of a host lets workflows do. A policy that is not understood is never ignored, and nobody but root can have
 * written the one that is followed. On Windows that is for the rights of %ProgramData% to see to.
 */




// Not those that say what a step is to do or how fresh its work is to be: a workflow would come to mean something else on this host.
const defaultNames = ['lock-timeout', 'git-timeout', 'retries', 'lock-dir', 'summary', 'metrics-file'];
const policyPath = process.platform === 'win32'
    ? (0,external_node_path_.join)(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';
/** Without a policy there is no restriction, and nobody is trusted. Throws FL_POLICY. */
function readPolicy(path = policyPath) {
    try {
        const text = readOfRoot(path);
        const policy = text === undefined ? { trustedOwners: [] } : parsePolicy(text);
        const { hostJournal, defaults: { 'lock-dir': lockDir } = {} } = policy;
        if (hostJournal !== undefined)
            demandDirectory('hostJournal', hostJournal);
        if (lockDir !== undefined)
            demandDirectory('defaults.lock-dir', lockDir);
        return policy;
    }
    catch (error) {
        throw new errors/* FetchLockError */.qf('FL_POLICY', {
            what: `The policy of this host, '${path}', cannot be followed.`,
            why: `${(0,errors/* messageOf */.bD)(error).replace(/\.$/, '')}.`,
            fix: 'Until its admin has mended it, nothing is locked and no git is run.',
        }, error);
    }
}
function readOfRoot(path) {
    if (!(0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path)))
        return undefined;
    refuseOthers((0,external_node_fs_.lstatSync)((0,external_node_path_.dirname)(path)), 'Its directory');
    const file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    try {
        const stats = (0,external_node_fs_.fstatSync)(file);
        if (!stats.isFile())
            throw new Error('It is not a regular file.');
        refuseOthers(stats, 'It');
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function refuseOthers({ uid, mode }, what) {
    if (uid !== 0)
        throw new Error(`${what} belongs to user ${uid}, not to root.`);
    if (process.platform !== 'win32' && mode & 0o022)
        throw new Error(`${what} may be written by others than its owner.`);
}
/** Where everybody may write, anybody could put something else in its place. */
function demandDirectory(key, dir) {
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dir));
    if (!found?.isDirectory())
        throw new Error(`\`${key}\` is '${dir}', which is not a directory.`);
    if (process.platform !== 'win32' && found.mode & 0o002)
        throw new Error(`\`${key}\` is '${dir}', which everybody may write.`);
}
/** Throws what is wrong with it: every key and every value is one of those in policy.schema.json. */
function parsePolicy(text) {
    const said = JSON.parse(text);
    if (!isObject(said))
        throw new Error('It is not a JSON object.');
    const policy = { trustedOwners: [] };
    for (const [key, value] of Object.entries(said)) {
        const [, read] = rules.find(([name]) => name === key) ?? [];
        if (!read)
            throw new Error(`Nothing is known of ${JSON.stringify(key)}. Known are: ${rules.map(([name]) => name).join(', ')}.`);
        Object.assign(policy, read(value));
    }
    return policy;
}
const demand = (isFine, key, is) => {
    if (!isFine)
        throw new Error(`\`${key}\` is not ${is}.`);
};
const rules = [
    [
        'allowedRoots',
        (value) => {
            demand(isList(value, isDirectory) && value.length > 0, 'allowedRoots', 'a list of absolute directories, at least one');
            return { allowedRoots: value };
        },
    ],
    [
        'failClosed',
        (value) => {
            demand(value === 'always', 'failClosed', '"always"; where steps may go on without a lock, leave it out');
            return { failClosed: 'always' };
        },
    ],
    [
        'maxHold',
        (value) => {
            demand(isDuration(value) && /[1-9]/.test(value), 'maxHold', 'a duration above zero, such as "2h"');
            return { maxHoldMs: (0,duration/* parseDuration */.E)('maxHold', value) };
        },
    ],
    [
        'trustedOwners',
        (value) => {
            demand(isList(value, isUser), 'trustedOwners', 'a list of user names or numbers');
            return { trustedOwners: value };
        },
    ],
    [
        'hostJournal',
        (value) => {
            demand(isDirectory(value), 'hostJournal', 'an absolute directory');
            return { hostJournal: value };
        },
    ],
    ['defaults', (value) => ({ defaults: readDefaults(value) })],
    [
        // So that an editor may help.
        '$schema',
        (value) => {
            demand(typeof value === 'string', '$schema', 'the address of a schema');
            return {};
        },
    ],
];
/** What an input may be, in JSON or as a workflow writes it. */
const inputs = {
    'lock-timeout': [(it) => isDuration(it), 'a duration, such as "10m"'],
    'git-timeout': [(it) => isDuration(it) && /[1-9]/.test(it), 'a duration above zero, such as "10m"'],
    retries: [(it) => ['number', 'string'].includes(typeof it) && /^[1-9]\d?$/.test(String(it)), 'a whole number from 1 to 99'],
    'lock-dir': [(it) => isDirectory(it), 'an absolute directory'],
    summary: [(it) => [true, false, 'true', 'false'].includes(it), 'true or false'],
    'metrics-file': [(it) => isDirectory(it), 'the absolute path of a file'],
};
function readDefaults(value) {
    demand(isObject(value), 'defaults', 'a JSON object');
    return Object.fromEntries(Object.entries(value).map(([name, it]) => {
        const known = defaultNames.find((one) => one === name);
        if (!known)
            throw new Error(`\`defaults\` has no ${JSON.stringify(name)}. Accepted are: ${defaultNames.join(', ')}.`);
        const [isFine, is] = inputs[known];
        demand(isFine(it), `defaults.${name}`, is);
        return [name, String(it)];
    }));
}
const isObject = (it) => typeof it === 'object' && it !== null && !Array.isArray(it);
const isList = (it, isOne) => Array.isArray(it) && it.every(isOne);
/** In words that have no other reading: one line, nothing invisible. */
const isDirectory = (it) => typeof it === 'string' && (0,external_node_path_.isAbsolute)(it) && !/\p{Cc}/u.test(it) && it.trim() === it;
// As the inputs have it, but for digits that no timer could count: so a schema can say it too.
const isDuration = (it) => typeof it === 'string' &&
    /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);
const isUser = (it) => typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);

;// CONCATENATED MODULE: ./lib/src/git/verbs.js
const transfer = '--all --append|-a --dry-run --force|-f --ipv4|-4 --ipv6|-6 --keep|-k --negotiation-tip=<revision> --no-progress --no-prune ' +
    '--no-recurse-submodules --no-show-forced-updates --progress --prune|-p --quiet|-q --show-forced-updates --tags|-t --verbose|-v';
const shallow = '--deepen=<depth> --depth=<depth> --shallow-exclude=<name> --shallow-since=<date> --unshallow';
// What it cuts off or brings back is so for all at once, also for those who read.
const deepening = { needs: 'exclusive', isShallow: true };
const withShallow = Object.fromEntries(shallow.split(' ').map((it) => [it.replace(/=.*/, ''), deepening]));
const otherTransfer = `update-shallow negotiation-include negotiation-restrict recurse-submodules refmap server-option set-upstream upload-pack`;
const verbs = {
    fetch: {
        ...{ needs: 'update', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --atomic --filter=<filter> --jobs|-j=<count> --multiple|-m --no-auto-gc --no-auto-maintenance --no-prune-tags ` +
            '--no-tags|-n --no-write-commit-graph --no-write-fetch-head --porcelain --prefetch --prune-tags|-P --refetch ' +
            '--write-commit-graph --write-fetch-head',
        with: withShallow,
        knows: `${otherTransfer} bundle-uri negotiate-only recurse-submodules-default stdin submodule-prefix update-head-ok`,
    },
    pull: {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'repository' },
        accepts: `${transfer} ${shallow} --allow-unrelated-histories --autostash --commit --ff --ff-only --jobs|-j[=<count>] --no-autostash --no-commit ` +
            '--no-edit --no-ff --no-rebase --no-squash --no-stat|-n --no-tags --rebase|-r[=<rebase>] --squash --stat',
        with: withShallow,
        knows: `${otherTransfer} cleanup compact-summary gpg-sign log porcelain signoff strategy strategy-option summary verify verify-signatures`,
        // A `pull.rebase=interactive` of the repository would start an editor of its choice, and a signature its `gpg.program`.
        settles: {
            '--ff-only': /^--(ff|no-ff|ff-only|rebase|no-rebase)\b/,
            '--no-rebase': /^--(no-)?rebase\b/,
            '--no-gpg-sign': /^--no-gpg-sign$/,
            '--no-verify-signatures': /^--no-verify-signatures$/,
        },
    },
    'remote update': {
        ...{ needs: 'update', isNetwork: true, operands: 'remotes' },
        ...{ accepts: '--no-prune --prune|-p', knows: '' },
    },
    'remote prune': {
        ...{ needs: 'update', isNetwork: true, operands: 'some remotes' },
        ...{ accepts: '--dry-run|-n', knows: '' },
    },
    'maintenance run': {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--auto --no-detach --no-quiet --quiet --schedule=<frequency> --task=<task>',
        knows: '',
        with: { '--task=prefetch': { isNetwork: true } },
    },
    gc: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '--aggressive --auto --cruft --keep-largest-pack --max-cruft-size=<size> --no-cruft --no-detach --no-prune --no-quiet ' +
            '--prune[=<date>] --quiet|-q',
        knows: 'detach expire-to force skip-foreground-tasks',
    },
    repack: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        accepts: '-a -A -d -f -F -n --combine-cruft-below-size=<size> --cruft --cruft-expiration=<date> --delta-islands|-i --depth=<count> ' +
            '--geometric|-g=<count> --keep-pack=<pack> --keep-unreachable|-k --local|-l --max-cruft-size=<size> --max-pack-size=<size> ' +
            '--name-hash-version=<count> --no-write-bitmap-index --pack-kept-objects --path-walk --quiet|-q --threads=<count> ' +
            '--unpack-unreachable=<date> --window=<count> --window-memory=<size> --write-bitmap-index|-b --write-midx|-m',
        knows: 'expire-to filter filter-to',
    },
    'pack-refs': {
        ...{ needs: 'update', isNetwork: false, operands: 'none' },
        ...{ accepts: '--all --auto --exclude=<pattern> --include=<pattern> --no-all --no-prune --prune', knows: '' },
    },
    prune: {
        ...{ needs: 'exclusive', isNetwork: false, operands: 'none' },
        ...{ accepts: '--dry-run|-n --exclude-promisor-objects --expire=<date> --no-progress --progress --verbose|-v', knows: '' },
    },
    'submodule update': {
        ...{ needs: 'exclusive', isNetwork: true, operands: 'paths', separator: '--', isScript: true },
        accepts: '--checkout --filter=<filter> --force|-f --init|-i --jobs|-j=<count> --merge|-m --no-fetch|-N --no-recommend-shallow ' +
            '--no-single-branch --progress --quiet|-q --rebase|-r --recursive --remote --single-branch',
        // A `submodule.NAME.update=!program` of the repository would run it.
        settles: { '--checkout': /^--(checkout|merge|rebase)$/ },
    },
    'lfs fetch': {
        ...{ needs: 'update', isNetwork: true, operands: 'remote and refs', separator: '--' },
        accepts: '--all|-a --dry-run|-d --exclude|-X=<paths> --include|-I=<paths> --json|-j --prune|-p --recent|-r --refetch',
        with: { '--prune': { needs: 'exclusive' } },
    },
};
/** The values of options. */
const values = {
    count: { pattern: /^\d{1,3}$/, is: 'a whole number of at most three digits' },
    date: {
        pattern: /^(now|never|\d{1,6}\.(second|minute|hour|day|week|month|year)s?\.ago|\d{4}-\d\d-\d\d)$/,
        is: '`now`, `never`, one such as `2.weeks.ago`, or a day such as `2026-01-31`',
    },
    depth: { pattern: /^[1-9]\d{0,8}$/, is: 'a number of commits' },
    filter: {
        pattern: /^(blob:none|blob:limit=\d{1,12}[kmg]?|tree:\d{1,3})$/,
        is: '`blob:none`, `blob:limit=10m` or `tree:0`, with any number',
    },
    frequency: { pattern: /^(hourly|daily|weekly)$/, is: '`hourly`, `daily` or `weekly`' },
    name: { pattern: /^\w[\w./-]*$/, is: 'a branch or a tag of the remote' },
    pack: { pattern: /^pack-[\da-f]{40}([\da-f]{24})?\.pack$/, is: 'the name of a file of the pack directory' },
    paths: { pattern: /^[\w*][\w*./,@+ -]*$/, is: 'paths with `*`, parted by commas' },
    pattern: { pattern: /^(refs|HEAD)[\w./*-]*$/, is: 'refs with `*`, such as `refs/tags/*`' },
    rebase: { pattern: /^(true|false|merges)$/, is: '`true`, `false` or `merges`' },
    revision: { pattern: /^\w[\w./*^~@-]*$/, is: 'a commit, or refs with `*`' },
    size: { pattern: /^\d{1,12}[kmg]?$/, is: 'a number of bytes, with `k`, `m` or `g` if need be' },
    task: {
        pattern: /^(commit-graph|gc|geometric-repack|incremental-repack|loose-objects|pack-refs|prefetch|reflog-expire|rerere-gc|worktree-prune)$/,
        is: 'a task of git-maintenance(1)',
    },
};
const verbs_whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
/** Why an option that git knows is not accepted, where that is more than that nobody asked for it. */
const verbs_reasons = [
    [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, verbs_whyNotShallow],
    [/^--(upload-pack|receive-pack|exec|gpg-sign|strategy|edit)$|^-[sS]$/, 'It makes git run a program.'],
    [
        /^--recurse-submodules/,
        'A submodule has a configuration of its own, which may name any program; take `submodule update` for submodules.',
    ],
    [/^--detach$/, 'It would go on when the lock is let go.'],
    [/^--force$/, 'It would run beside another gc that has no lock.'],
    [/^--(expire-to|filter-to|reference|submodule-prefix)$/, 'It reaches outside of the repository.'],
];

;// CONCATENATED MODULE: ./lib/src/git/scope.js
/**
 * What a path means: which repository it belongs to, and so which lock. All spellings of one repository, and all its worktrees,
 * give one common directory. Read from the file system alone: git is not asked, since it would run the repository's configuration.
 */






/** Throws FL_NOT_A_REPO where a repository is needed and there is none, FL_INPUT for a path that can't be locked. */
function resolveScope(question) {
    try {
        return findScope(question);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === undefined)
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `Input \`path\`: '${(0,base_text/* inert */.tJ)(question.path)}' cannot be looked at.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path and who may read it.',
        }, error);
    }
}
function findScope({ path, workspace, needs, isMade, lockDir }) {
    // Not normalized: `link/..` is what the kernel makes of it, not what the text looks like.
    const full = (0,external_node_path_.isAbsolute)(path) ? path : `${workspace}${external_node_path_.sep}${path}`;
    const real = realOrParent(path, full);
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(real));
    if (found && !found.isDirectory()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `Input \`path\`: '${path}' is a file.`, fix: 'Give a repository or a directory.' });
    }
    const repository = found && findRepository(real);
    const willBeMade = !found && isMade?.(real);
    if (needs && !willBeMade && !(needs === 'repository' ? repository : found))
        throw notARepository(path, full, found);
    const guards = repository?.commonDir ?? real;
    return {
        path,
        kind: repository?.kind ?? (willBeMade ? 'bare' : 'directory'),
        guards,
        workDir: real,
        lock: placeOf(guards, repository !== undefined && (0,external_node_path_.basename)(guards) === '.git', lockDir && realDirectory('lock-dir', (0,external_node_path_.resolve)(workspace, lockDir))),
    };
}
/** The lock of a canonical path, whatever is there: no link of somebody's leads to another one. */
const lockOf = (path, { workspace, lockDir }) => placeOf(path, false, lockDir && realDirectory('lock-dir', (0,external_node_path_.resolve)(workspace, lockDir)));
function placeOf(guards, isDotGit, given) {
    if (given)
        return { dir: (0,external_node_path_.join)(given, (0,external_node_crypto_namespaceObject.createHash)('sha256').update(guards).digest('hex')), guards, kind: 'given' };
    return isDotGit ? { dir: (0,external_node_path_.join)(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
}
/** The real path; of something that is not there yet, the real path of its parent and its name. */
function realOrParent(path, full) {
    const real = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, full));
    if (real !== undefined)
        return real;
    if ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(full))?.isSymbolicLink()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `Input \`path\`: '${path}' is a symbolic link to nothing.`,
            fix: 'Mend the link, or give another path.',
        });
    }
    const parent = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, (0,external_node_path_.dirname)(full)));
    if (parent !== undefined)
        return (0,external_node_path_.join)(parent, (0,external_node_path_.basename)(full));
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `Input \`path\`: '${path}' (${full}) does not exist, nor does the directory it would be in.`,
        fix: 'Check the path; it is relative to the workspace.',
    });
}
function realOr(path, full) {
    try {
        return external_node_fs_.realpathSync.native(full);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'ENOENT')
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `Input \`path\`: '${path}' cannot be followed.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path.',
        });
    }
}
function realDirectory(input, full) {
    const real = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'], () => (0,external_node_fs_.realpathSync)(full));
    if (real !== undefined && (0,external_node_fs_.statSync)(real).isDirectory())
        return real;
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `Input \`${input}\`: '${full}' is not a directory.`,
        fix: 'Make it first, so that every job of this host may write there.',
    });
}
/**
 * Throws FL_UNSAFE_COMMAND if one of the commands would cut off history in a repository that is whole. One that is shallow already
 * may be made more or less so, by who has it alone.
 */
function scope_refuseDeepening({ path, guards }, commands) {
    const command = commands.find((it) => it.isShallow);
    if (command === undefined || (unless(['ENOENT', 'ENOTDIR'], () => statSync(join(guards, 'shallow')))?.size ?? 0) > 0)
        return;
    throw new FetchLockError('FL_UNSAFE_COMMAND', {
        what: `The git command '${command.text}' is refused in '${inert(path)}', which is not shallow.`,
        why: whyNotShallow,
        fix: 'Take the option out; for less to fetch, `--filter=blob:none` leaves all history there.',
    });
}
function notARepository(path, full, found) {
    return new errors/* FetchLockError */.qf('FL_NOT_A_REPO', {
        what: `'${path}' (${full}) ${found ? 'is no git repository' : 'does not exist'}, so \`git\` has nothing to run in.`,
        why: found ? 'It has no .git and is not bare.' : '',
        fix: 'Give the top directory of a clone or worktree, or a bare repository, made by an earlier step; or give `url` for a path that is not there yet, and a mirror is made.',
    });
}
function findRepository(dir) {
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(dir, '.git')));
    const gitDir = scope_gitDirOf(dir);
    const commonDir = gitDir && commonDirOf(gitDir);
    return commonDir ? { kind: inside?.isFile() ? 'worktree' : inside?.isDirectory() ? 'clone' : 'bare', commonDir } : undefined;
}
/** The git directory of a clone or a worktree, of anything else that itself; empty if its .git file names none. */
function scope_gitDirOf(dir) {
    const dotGit = (0,external_node_path_.join)(dir, '.git');
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dotGit));
    if (!inside?.isFile())
        return inside?.isDirectory() ? dotGit : dir;
    const target = /^gitdir: (.+)$/.exec(scope_readSmall(dotGit).trimEnd())?.[1];
    return target ? (0,external_node_path_.resolve)(dir, target) : '';
}
/** A git directory names its common directory, or is it. */
function commonDirOf(gitDir) {
    const named = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => scope_readSmall((0,external_node_path_.join)(gitDir, 'commondir')))?.trim();
    const common = named ? (0,external_node_path_.resolve)(gitDir, named) : gitDir;
    const has = (name) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(common, name)));
    return lstatOrNothing((0,external_node_path_.join)(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
        ? (0,external_node_fs_.realpathSync)(common)
        : undefined;
}
// HEAD may be a link to a branch that is not born yet.
const lstatOrNothing = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
function scope_readSmall(path) {
    const found = (0,external_node_fs_.statSync)(path);
    // A pipe would keep us for ever.
    return found.isFile() && found.size <= 8192 ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./lib/src/cli/locate.js
/** Paths as the user typed them to the locks on them. */







/** The option of every command that takes paths. */
const lockDirOption = {
    name: 'lock-dir',
    takes: 'DIR',
    does: 'where the locks live, if not beside what they guard: the input of the same name',
};
/** As given, or as the host's policy has it for jobs. One that cannot be read says nothing here; whoever takes a lock has read it before. */
const lockDirOf = (call) => call.text('lock-dir') ?? (0,errors/* orNothing */.bR)(() => readPolicy().defaults?.['lock-dir']);
/** Each lock once, in the order typed. Throws FL_INPUT for a path that cannot be locked. */
function locate(paths, where) {
    const scopes = paths.map((path) => scopeOf(path, where));
    return [...new Map(scopes.toReversed().map((it) => [it.lock.dir, it])).values()].toReversed();
}
const scopeOf = (path, { cwd, lockDir }) => resolveScope({ path, workspace: cwd, ...(lockDir === undefined ? {} : { lockDir }) });
/** The same one by one, where trouble with one path is no reason not to look at the others. */
const locateEach = (paths, where) => once(paths.map((path) => orTrouble(path, () => ({ path, lock: scopeOf(path, where).lock }))));
/**
 * What one means who names no path: every lock in the lock directory given; otherwise the lock of the current directory, if it is a
 * repository or somebody has locked it, and of everything directly in it that somebody has locked. Throws FL_INPUT.
 */
function locateAll(where) {
    return once(where.lockDir === undefined ? [...locateHere(where.cwd), ...locateIn(where.cwd)] : locateGiven(where.lockDir, where));
}
const suffix = '.fetch-lock';
const withoutSuffix = (dir) => dir.slice(0, -suffix.length);
/** The lock of a lock directory that lies beside what it guards, which need not be there any more. */
const beside = (dir) => ({ path: withoutSuffix(dir), lock: lockOf(withoutSuffix(dir), { workspace: '/' }) });
function locateHere(cwd) {
    if (cwd.length > suffix.length && (0,external_node_path_.basename)(cwd).endsWith(suffix))
        return [beside(cwd)];
    const { kind, lock } = scopeOf('.', { cwd });
    return kind !== 'directory' || (0,external_node_fs_.existsSync)(lock.dir) ? [{ path: lock.guards, lock }] : [];
}
function locateIn(dir) {
    return directoriesIn(dir).flatMap(({ name }) => {
        const path = (0,external_node_path_.join)(dir, name);
        if (name.endsWith(suffix) && name !== suffix)
            return [beside(path)];
        const hasClone = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(path, '.git', 'fetch-lock')).isDirectory());
        return hasClone ? [orTrouble(path, () => ({ path, lock: scopeOf(path, { cwd: dir }).lock }))] : [];
    });
}
function locateGiven(lockDir, { cwd }) {
    const given = (0,external_node_path_.resolve)(cwd, lockDir);
    return directoriesIn(given)
        .filter(({ name }) => /^[0-9a-f]{64}$/.test(name))
        .map(({ name }) => orTrouble((0,external_node_path_.join)(given, name), () => {
        const guards = readMark((0,external_node_path_.join)(given, name), 'path');
        const lock = guards ? lockOf(guards, { workspace: cwd, lockDir }) : undefined;
        if (guards && lock && (0,external_node_path_.basename)(lock.dir) === name)
            return { path: guards, lock };
        throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
            what: `Its file 'path' ${guards ? 'names what has its lock elsewhere' : 'does not say what it guards'}.`,
        });
    }));
}
function directoriesIn(dir) {
    try {
        const names = (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true });
        return names.filter((it) => it.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1));
    }
    catch (error) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `The directory '${(0,base_text/* inert */.tJ)(dir)}' cannot be listed.`,
            why: `${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`,
            fix: 'Name the paths, or look as a user who may read it.',
        });
    }
}
function orTrouble(path, find) {
    try {
        return find();
    }
    catch (error) {
        return { path, trouble: (0,errors/* messageOf */.bD)(error) };
    }
}
const once = (found) => [...new Map(found.toReversed().map((it) => ['lock' in it ? it.lock.dir : it.path, it])).values()].toReversed();

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./lib/src/cli/run/person.js
/** Who uses the host helper: labels for people. */




/** Of a command only its program is told: arguments may hold secrets. */
function describePerson(program) {
    const command = program && (0,base_text/* inert */.tJ)((0,external_node_path_.basename)(program), 80);
    return {
        user: (0,errors/* orNothing */.bR)(() => (0,external_node_os_namespaceObject.userInfo)().username) ?? `user ${process.geteuid?.() ?? '?'}`,
        host: (0,external_node_os_namespaceObject.hostname)(),
        ...(command ? { command } : {}),
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/admin/break.js
/** `fetch-lock break`: an admin ends one request. It is asked to end; nothing is freed before its work has stopped. */












const breakOne = {
    name: 'break',
    synopsis: 'PATH --ticket T [--yes]',
    does: 'end one holder or waiter of a lock',
    details: [
        'A holder is told to end: its step or its keeper stops the git that runs under the lock, or `fetch-lock run` its command, and lets go; the\nstep fails. Only then is the lock given to the next. A waiter is taken out of the line.',
        'Steps of a job that use the path by themselves are not stopped: cancel the job first, that is safer. What a broken writer left counts as\nhalf-written until it is mended.',
        'If nothing reacts, nothing is freed: you are told which processes to end. The journal says who broke what.',
        'Exit code: 0 when it is gone; 1 if it is not, or there is no such ticket; 64 without --yes where nobody can be asked.',
    ],
    options: [
        {
            name: 'ticket',
            short: 't',
            takes: 'TICKET',
            does: 'which one: its id as `fetch-lock status` shows it, or at least 4 signs of its beginning',
        },
        { name: 'yes', short: 'y', does: 'do not ask' },
        lockDirOption,
    ],
    operands: { least: 1, most: 1 },
    run: async (call, host) => {
        const ticket = call.text('ticket') ?? '';
        if (!/^[0-9a-f]{4,16}$/.test(ticket))
            throw new UsageError('--ticket takes 4 to 16 hexadecimal digits, as `fetch-lock status` shows them');
        const [scope] = locate(call.operands, { cwd: host.cwd, lockDir: lockDirOf(call) });
        if (!scope)
            throw new UsageError('PATH is missing');
        const suspect = await findOne(scope, ticket, host.clock);
        if (typeof suspect === 'string') {
            host.err.write(`fetch-lock: ${suspect}\n`);
            return exit.failed;
        }
        host.err.write(`${break_describe(scope, suspect)}\n`);
        if (!call.has('yes') && !(await isAgreed(host))) {
            host.err.write('Nothing was changed.\n');
            return exit.failed;
        }
        return end(scope, suspect, host);
    },
};
/** Or why there is none. */
async function findOne({ path, lock: place }, ticket, clock) {
    const found = hasLockDir(place) ? (await findSuspects(place, clock.wall())).filter((it) => it.id.startsWith(ticket)) : [];
    const [one, ...more] = found;
    const what = more.length > 0
        ? `${found.length} tickets of ${(0,base_text/* inert */.tJ)(path)} begin with ${ticket}: ${found.map((it) => it.id).join(', ')}.`
        : `Nobody holds or waits for ${(0,base_text/* inert */.tJ)(path)} with a ticket that begins with ${ticket}.`;
    return one && more.length === 0 ? one : `${what} \`fetch-lock status\` shows who holds and who waits.`;
}
const break_liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
function break_describe({ path }, { id, mode, job, heldMs, verdict, isGranted }) {
    const link = linkOf(job);
    const does = isGranted ? `holds the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}` : `waits for the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}`;
    const since = isGranted && heldMs > 0 ? `, for ${(0,duration/* formatDuration */.a)(heldMs)}` : '';
    return `Ticket ${id}: ${words_nameJob(job)} ${does}${since} (${break_liveness[verdict]}).${link ? ` ${link}` : ''}`;
}
async function isAgreed({ err, signal }) {
    if (!process.stdin.isTTY || !err.isTty)
        throw new UsageError('nobody can be asked here: give --yes to break it without');
    const lines = (0,external_node_readline_.createInterface)({ input: process.stdin, output: process.stderr });
    try {
        const answer = await new Promise((resolve) => {
            const refuse = () => resolve('');
            for (const event of ['close', 'SIGINT'])
                lines.once(event, refuse);
            signal.addEventListener('abort', refuse, { once: true });
            lines.question('Break it? [y/N] ', resolve);
        });
        return /^y(es)?$/i.test(answer.trim());
    }
    finally {
        lines.close();
    }
}
async function end({ path, lock: place }, suspect, host) {
    const { clock, err, out } = host;
    const { id, mode, job, heldMs, isGranted } = suspect;
    const store = await openFileStore(place, clock);
    try {
        const common = { lock: place.guards, path, mode, job: describePerson('fetch-lock break'), pid: process.pid };
        const report = journalReport(place.dir, common, (text) => err.write(`fetch-lock: ${text}\n`));
        // Before it happens: whoever does it may be killed in the middle.
        report('lock_broken', { ticket: id, holder: job, reason: 'an admin', ...(isGranted ? { held_ms: heldMs } : {}) });
        const done = await store.breakOff(id);
        if (done === 'taken back')
            out.write(`It was taken out of the line for ${(0,base_text/* inert */.tJ)(path)}.\n`);
        if (done === undefined)
            out.write('It was gone by itself.\n');
        if (done !== 'marked')
            return exit.ok;
        if (await isGone(store, suspect, host, (it) => report('lock_recovered', it))) {
            out.write(`It is gone: the lock on ${(0,base_text/* inert */.tJ)(path)} is free for the next.\n`);
            return exit.ok;
        }
        const [left] = (await findSuspects(place, clock.wall())).filter((it) => it.id === id);
        if (left)
            err.write(`fetch-lock: ${complain(left)}\n`);
        return left ? exit.failed : exit.ok;
    }
    finally {
        store.close();
    }
}
// A main has half a second to see it, and git some seconds to end.
const [break_patienceMs, lookMs, break_sweepMs] = [20_000, 100, 1000];
/** Waits for it to end; what turns out to be dead is removed. */
async function isGone(store, { token }, { clock, err, signal }, onRecovered) {
    const untilMs = clock.now() + break_patienceMs;
    const beganMs = clock.now();
    let sweepAtMs = beganMs;
    let isTold = false;
    const tell = () => {
        if (isTold && !err.isTty)
            return;
        const text = 'Waiting for it to stop its work and let go';
        err.write(err.isTty ? `\r${text} (${(0,duration/* formatDuration */.a)(clock.now() - beganMs)})\x1b[K` : `${text} ...\n`);
        isTold = true;
    };
    try {
        while (clock.now() < untilMs && !signal.aborted) {
            if (store.isGone(token))
                return true;
            if (clock.now() >= sweepAtMs) {
                // The latch may be taken by one that is stopped; then nothing can be removed now.
                for (const it of await store.sweep().catch(() => []))
                    onRecovered({ ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
                sweepAtMs = clock.now() + break_sweepMs;
                if (store.isGone(token))
                    return true;
                tell();
            }
            await (0,base_clock/* pause */.v7)(clock, lookMs, signal);
        }
        return store.isGone(token);
    }
    finally {
        if (isTold && err.isTty)
            err.write('\r\x1b[K');
    }
}
function complain({ pids, job }) {
    const link = linkOf(job);
    const which = pids.length > 0
        ? `End ${(0,base_text/* plural */.LS)(pids.length, 'process', 'processes')} ${pids.join(', ')} if they do no harm any more: kill -9 ${pids.join(' ')}`
        : 'None of its processes can be seen from here: end it where it runs';
    return `It has not let go, so nothing was freed; it will as soon as it goes on. ${which}.${link ? ` ${link}` : ''}`;
}

;// CONCATENATED MODULE: ./lib/src/cli/admin/recover.js









const recover = {
    name: 'recover',
    synopsis: 'PATH... [--json]',
    does: 'remove what the dead left in a lock',
    details: [
        'Removes only requests all of whose processes are proven dead by the kernel. Who cannot be seen from here is left alone: `fetch-lock break`\nends one of those. Each job does the same before it is granted the lock, so that this is hardly ever needed.',
        'What a dead writer left in a repository stays marked: the next job that may write there mends it.',
        'Exit code: 0, also if there was nothing to do; 1 if a lock could not be looked at.',
    ],
    options: [{ name: 'json', does: 'print one JSON document instead' }, lockDirOption],
    operands: { least: 1, most: 1000 },
    run: async (call, host) => {
        const locks = [];
        for (const scope of locate(call.operands, { cwd: host.cwd, lockDir: lockDirOf(call) }))
            locks.push({ scope, recovered: await recoverLock(scope, host) });
        if (call.has('json')) {
            const document = { locks: locks.map(({ scope, recovered }) => ({ path: scope.path, lock: scope.guards, recovered })) };
            host.out.write(`${JSON.stringify(document, undefined, 2)}\n`);
        }
        else
            for (const { scope, recovered } of locks)
                for (const line of recover_describe(scope, recovered))
                    host.out.write(`${line}\n`);
        return exit.ok;
    },
};
/** Nothing is made where there is no lock directory. */
async function recoverLock({ path, lock: place }, { err, clock }) {
    if (!hasLockDir(place))
        return [];
    const store = await openFileStore(place, clock);
    try {
        const waited = (await findSuspects(place, clock.wall())).filter((it) => !it.isGranted && it.verdict === 'dead');
        const swept = await store.sweep();
        const left = new Set(store.ids());
        const common = { lock: place.guards, path, job: describePerson('fetch-lock recover'), pid: process.pid };
        const report = journalReport(place.dir, common, (text) => err.write(`fetch-lock: ${text}\n`));
        for (const it of swept)
            report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
        return [
            ...swept.map((it) => ({ ticket: it.id, state: 'held', mode: it.mode, held_ms: it.heldMs, holder: it.job })),
            ...waited.filter((it) => !left.has(it.id)).map((it) => ({ ticket: it.id, state: 'waiting', mode: it.mode, holder: it.job })),
        ];
    }
    finally {
        store.close();
    }
}
function recover_describe({ path }, recovered) {
    const held = recovered.filter((it) => it.state === 'held');
    const waiting = recovered.filter((it) => it.state === 'waiting');
    const lines = [
        ...held.map((it) => sayRecovered(path, it.holder)),
        ...waiting.map((it) => `A request for ${(0,base_text/* inert */.tJ)(path)} was removed: ${words_nameJob(it.holder)} died while it waited.`),
    ];
    return lines.length > 0 ? [...lines, `${(0,base_text/* plural */.LS)(lines.length, 'request')} removed.`] : [`There is nothing to recover on ${(0,base_text/* inert */.tJ)(path)}.`];
}

// EXTERNAL MODULE: ./lib/src/base/exec.js + 10 modules
var exec = __nccwpck_require__(7849);
;// CONCATENATED MODULE: ./lib/src/git/isolation/environment.js
/** The environment of git: nothing in it points git elsewhere, asks a person, or lets a repository choose a program. Pure. */

// Variables that name another repository or a program, or tell what is secret; see git(1) and `git rev-parse --local-env-vars`.
const elsewhere = /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CONFIG|EXTERNAL_DIFF|PAGER|TRACE.*|CURL_VERBOSE)$/;
// The runner's own: what an action was given, and the keys of its services.
const runners = /^(INPUT|STATE|ACTIONS)_/;
const environment_gitEnvironment = (env, own = () => undefined) => ({
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.test(name) && !runners.test(name))),
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: env.GIT_ASKPASS ?? own('core.askpass') ?? '',
    SSH_ASKPASS: env.SSH_ASKPASS ?? '',
    GCM_INTERACTIVE: 'never',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_MERGE_AUTOEDIT: 'no',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_SSH_COMMAND: env.GIT_SSH_COMMAND || own('core.sshcommand') || (env.GIT_SSH ? quote(env.GIT_SSH) : patientSsh),
    GIT_PROXY_COMMAND: env.GIT_PROXY_COMMAND ?? forEveryHost(own('core.gitproxy')) ?? '',
    // A transfer below so many bytes a second for so many seconds is stalled.
    GIT_HTTP_LOW_SPEED_LIMIT: env.GIT_HTTP_LOW_SPEED_LIMIT ?? '1000',
    GIT_HTTP_LOW_SPEED_TIME: env.GIT_HTTP_LOW_SPEED_TIME ?? '60',
});
// Asks nobody, and gives up a minute after the server fell silent.
const patientSsh = 'ssh -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4';
// `COMMAND for DOMAIN` has no like in the environment.
const forEveryHost = (proxy) => (proxy?.includes(' for ') ? undefined : proxy);
const quote = (path) => `'${path.replaceAll("'", "'\\''")}'`;
/** In that directory git looks for a repository, and not above it: what is damaged there is not mistaken for part of another. */
const only = (dir) => ({ GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)(dir) });
/** Such a directory cannot be named in a list of directories. */
const isListable = (dir) => !(0,external_node_path_.dirname)(dir).includes(external_node_path_.delimiter);

;// CONCATENATED MODULE: ./lib/src/cli/demo/demo.js
/** The whole thing on a throw-away upstream: the same push, fetched by the same jobs, without the lock and with it. */









// What reads action.yml takes longer to load than most commands take.
const stages = () => Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(884)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2884));
const demo = {
    name: 'demo',
    synopsis: '',
    does: 'show the whole thing on a throw-away upstream: parallel jobs through the real stages',
    details: ['It works in the temporary directory, and takes everything away again.'],
    options: [],
    run: (_, { clock, signal, env, home, out }) => runDemo({ clock, signal, env, action: home, print: (line) => out.write(`${line}\n`) }),
};
const jobs = 8;
const branches = 60;
const workMs = 250;
const numbers = Array.from({ length: jobs }, (_, index) => index + 1);
/** Answers the exit code. Throws when aborted; what it made is gone either way. */
async function runDemo(demo) {
    const { print, clock } = demo;
    const home = (0,external_node_fs_.realpathSync)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_namespaceObject.tmpdir)(), 'fetch-lock-demo-')));
    const git = gitIn(demo);
    try {
        print(`${jobs} jobs on one host share a bare mirror, and every one wants the push that has just moved ${branches} branches.`);
        await makeUpstream(git, home);
        for (const name of ['plain.git', 'mirror.git'])
            await git(home, 'clone', '--quiet', '--mirror', 'upstream.git', name);
        await push(git, home, 'the push that started the jobs');
        print('');
        print(`1. Without a lock: ${jobs} times \`git fetch --prune origin\`, at once`);
        const plain = await together(numbers.map(() => (0,exec/* ask */.kA)('git', ['fetch', '--prune', 'origin'], { cwd: (0,external_node_path_.join)(home, 'plain.git'), env: environment_gitEnvironment(demo.env) })));
        const failed = plain.filter((it) => it.exitCode !== 0);
        print(`   ${failed.length} of ${jobs} failed. ${failed[0] ? `The first complaint: ${complaintOf(failed[0].stderr)}` : 'None of them collided this time.'}`);
        print('');
        print(`2. With fetch-lock: the same ${jobs} jobs through action.yml (pre, main, post), while one more commit is pushed`);
        const startedMs = clock.now();
        const pushing = push(git, home, 'a push in between');
        const running = together(numbers.map((number) => runJob(demo, home, number)));
        await together([pushing, running]);
        const all = await running;
        const lost = all.filter((it) => !it.isGreen);
        const waits = all.map((it) => Number(it.outputs['waited-ms'])).sort((a, b) => a - b);
        print(`   ${lost.length} of ${jobs} failed, in ${(0,duration/* formatDuration */.a)(clock.now() - startedMs)}; the longest wait was ${(0,duration/* formatDuration */.a)(waits.at(-1) ?? 0)}.`);
        const last = all.reduce((a, b) => (Number(b.outputs['waited-ms']) > Number(a.outputs['waited-ms']) ? b : a));
        print('');
        print(`3. The summary on the page of job ${last.number}, which waited longest`);
        for (const line of plainText(last.summary))
            print(`   ${line}`);
        print('');
        print(`Without the lock ${failed.length} of ${jobs} fetches failed; with it ${lost.length} of ${jobs}. Next: copy the six lines of the README into a workflow of yours.`);
        return lost.length === 0 ? 0 : 1;
    }
    finally {
        (await stages()).forget(home);
    }
}
/** All of them, and if one fails, not before the others have ended too: what they use is about to be taken away. */
async function together(works) {
    await Promise.allSettled(works);
    return Promise.all(works);
}
async function runJob(demo, home, number) {
    const env = {
        ...environment_gitEnvironment(demo.env),
        ...{
            GITHUB_WORKSPACE: home,
            GITHUB_REPOSITORY: 'acme/web',
            GITHUB_JOB: `test-${number}`,
            GITHUB_RUN_ID: '812',
            GITHUB_RUN_ATTEMPT: '1',
        },
        ...{ RUNNER_NAME: `runner-${number}`, RUNNER_TRACKING_ID: `demo_${process.pid}_${number}` },
    };
    const onLine = (line) => {
        if (/^(Waiting|Got|Let go|::error|::warning)/.test(line))
            demo.print(`   job ${number}  ${line.replace(/ https:\S+$/, '')}`);
    };
    const { createJob } = await stages();
    const job = createJob({
        ...demo,
        env,
        home: (0,external_node_path_.join)(home, `job-${number}`),
        inputs: { path: 'mirror.git', git: 'fetch --prune origin' },
        onLine,
    });
    const isReady = (await job.run('pre')) && (await job.run('main'));
    // What the job would do with what it fetched.
    if (isReady)
        await (0,base_clock/* pause */.v7)(demo.clock, workMs, demo.signal);
    demo.signal.throwIfAborted();
    const isReleased = await job.run('post');
    return { number, isGreen: isReady && isReleased, outputs: job.outputs(), summary: job.summary() };
}
const gitIn = ({ env, signal }) => async (cwd, ...args) => {
    signal.throwIfAborted();
    const author = {
        GIT_AUTHOR_NAME: 'demo',
        GIT_AUTHOR_EMAIL: 'demo@example.com',
        GIT_COMMITTER_NAME: 'demo',
        GIT_COMMITTER_EMAIL: 'demo@example.com',
    };
    const answer = await (0,exec/* ask */.kA)('git', args, { cwd, env: { ...environment_gitEnvironment(env), ...author } }).catch((error) => ({
        exitCode: 127,
        stderr: String(error),
    }));
    if (answer.exitCode === 0)
        return;
    throw new errors/* FetchLockError */.qf('FL_GIT', {
        what: `\`git ${args.slice(0, 2).join(' ')}\` failed in the demo.`,
        why: (0,base_text/* inert */.tJ)(answer.stderr),
        fix: 'The demo needs git 2.31 or newer.',
    });
};
async function makeUpstream(git, home) {
    const work = (0,external_node_path_.join)(home, 'work');
    await git(home, 'init', '--quiet', '--bare', '--initial-branch=main', 'upstream.git');
    await git(home, 'init', '--quiet', '--initial-branch=main', 'work');
    await git(work, 'remote', 'add', 'origin', (0,external_node_path_.join)(home, 'upstream.git'));
    await push(git, home, 'the beginning');
}
/** One push that moves every branch. */
async function push(git, home, message) {
    const work = (0,external_node_path_.join)(home, 'work');
    await git(work, 'commit', '--quiet', '--allow-empty', '--message', message);
    const heads = Array.from({ length: branches }, (_, index) => `+HEAD:refs/heads/feature-${index + 1}`);
    await git(work, 'push', '--quiet', 'origin', '+HEAD:refs/heads/main', ...heads);
}
/** What git said was wrong, with ids cut as git cuts them. */
const complaintOf = (stderr) => (0,base_text/* inert */.tJ)((stderr.split('\n').find((it) => it.startsWith('error')) ?? stderr).replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1'), 150);
const plainText = (markdown) => markdown
    .replace(/```mermaid\n[\s\S]*?\n```\n/g, '')
    .replace(/<summary>(.*?)<\/summary>/g, '$1:')
    .replace(/<\/?details>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .split('\n')
    .filter((line, index, all) => line.trim() !== '' || (all[index - 1] ?? '').trim() !== '')
    .filter((line) => !/^[|:-]+$/.test(line));

;// CONCATENATED MODULE: ./lib/src/cli/doctor/finding.js

const said = (level, says, more = {}) => ({
    ...{ level, says: (0,base_text/* inert */.tJ)(says, 600) },
    ...(more.mend === undefined ? {} : { mend: more.mend }),
    ...(more.advice === undefined ? {} : { advice: (0,base_text/* inert */.tJ)(more.advice, 600) }),
});
/** A refusal of ours as a finding. */
const ofTrouble = ({ what, why, fix }, mend) => said('fail', [what, why].filter(Boolean).join(' '), { mend, advice: fix });
/** A command of a shell; every value is one word of it. */
const shell = (parts, ...words) => parts.map((it, index) => it + (index < words.length ? toWord(String(words[index])) : '')).join('');
const toWord = (text) => (/^[\w.][\w.:=+,-]*$/.test(text) ? text : (0,base_text/* quoteForShell */.eC)(text));
/** The command, where somebody of these may give it; `owners` are the numbers of the users, and root always may. */
const as = (owners, command) => {
    const me = process.geteuid?.();
    return me === undefined || me === 0 || owners.includes(me) ? command : `sudo ${command}`;
};
const worst = (checks) => checks.some((it) => it.level === 'fail') ? 'fail' : checks.some((it) => it.level === 'warn') ? 'warn' : 'ok';
/** The whole for a person, ending in a newline: one line where everything is well. */
function renderPatients(host, locks, terminal) {
    const everything = [host, ...locks];
    if (everything.every((it) => worst(it.checks) === 'ok')) {
        // The version of git, and what policy is in force.
        const [git = '', policy = ''] = host.checks.map((it) => it.says.replace(/\.$/, ''));
        return `Everything is well: ${locks.map(nameOf).join(', ')}. ${git}; ${policy.charAt(0).toLowerCase()}${policy.slice(1)}.\n`;
    }
    const lines = everything.flatMap((it) => renderPatient(it, terminal));
    const checks = everything.flatMap((it) => it.checks);
    const [fails, warns] = ['fail', 'warn'].map((level) => checks.filter((it) => it.level === level).length);
    return `${[...lines, '', `${(0,base_text/* plural */.LS)(fails ?? 0, 'failure')}, ${(0,base_text/* plural */.LS)(warns ?? 0, 'warning')}.`].join('\n')}\n`;
}
const nameOf = ({ path }) => (path === undefined ? 'This host' : `'${(0,base_text/* inert */.tJ)(path)}'`);
function renderPatient(it, terminal) {
    const [fails, warns, oks] = ['fail', 'warn', 'ok'].map((level) => it.checks.filter((one) => one.level === level));
    const bad = [...(fails ?? []), ...(warns ?? [])];
    const count = oks?.length ?? 0;
    // Of what is well a lock is told in one line; what the host is like belongs to every finding.
    const rest = it.path === undefined
        ? (oks ?? [])
        : count === 0
            ? []
            : [{ id: '', ...said('ok', bad.length === 0 ? 'Everything is well.' : `${(0,base_text/* plural */.LS)(count, 'other check')}.`) }];
    return [terminal.paint('bold', nameOf(it)), ...[...bad, ...rest].flatMap((one) => renderFinding(one, terminal))];
}
const colours = { ok: 'green', warn: 'yellow', fail: 'red' };
const renderFinding = ({ level, says, mend, advice }, { paint }) => [
    `  ${paint(colours[level], level.padEnd(4))}  ${says}`,
    ...(advice === undefined ? [] : [`        ${advice}`]),
    ...(mend === undefined ? [] : [`          ${mend}`]),
];

;// CONCATENATED MODULE: ./lib/src/fetch/mending/leftovers.js
/**
 * What git leaves behind when it is killed, and what of it may be taken away. Pure.
 *
 * G1 what somebody has open is never taken away; nor is a lock file while a git that may have made it works in the repository.
 * G2 only plain files are: a directory or a link in the place of a lock file was not made by git.
 * G3 where nobody can be seen, a file goes only if it is older than git ever holds it, or if its maker is known to be dead.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Files of a common directory by name, each with the age at which it is left-over though nobody can be seen, in milliseconds. */
const commonLocks = {
    // Written in one go: a small file that is read, changed and renamed.
    'config.lock': minuteMs,
    // Held while a pack is received or written, or as long as it takes to check out a large tree.
    'shallow.lock': hourMs,
    'packed-refs.lock': hourMs,
    'packed-refs.new': hourMs,
    'objects/info/commit-graph.lock': hourMs,
    'objects/info/commit-graphs/commit-graph-chain.lock': hourMs,
    'objects/info/alternates.lock': hourMs,
    'objects/pack/multi-pack-index.lock': hourMs,
    'gc.pid.lock': hourMs,
    // A gc may take very long. After twelve hours git itself passes over the note of a gc elsewhere.
    'gc.pid': 12 * hourMs,
    'objects/maintenance.lock': 24 * hourMs,
};
/** Each worktree has a HEAD. Its lock also stops a fetch into a bare repository, and a gc of any. */
const headLocks = { 'HEAD.lock': hourMs };
/** What only work in one worktree needs. */
const worktreeLocks = {
    'index.lock': hourMs,
    'ORIG_HEAD.lock': hourMs,
    'MERGE_RR.lock': hourMs,
    'config.worktree.lock': hourMs,
    'info/sparse-checkout.lock': hourMs,
};
/** Where every `*.lock`, at any depth, is git's. */
const lockTrees = ['refs', 'logs', 'reftable'];
const treeLockMs = hourMs;
/** Packs and objects that were never finished. Nothing waits for them, but they fill the disk. */
const temporaryMs = 24 * hourMs;
const isTemporary = (dir, name) => ({
    objects: /^(tmp_|incoming-)/,
    pack: /^(tmp_|\.tmp-\d+-)/,
    'fan-out': /^tmp_obj_/,
    common: /^shallow_\w{6}$/,
})[dir].test(name);
/** Why it may be taken away; undefined: it stays. */
function leftovers_whyRemovable({ kind, ageMs, oldMs, isQuarantine }, users, maker) {
    if (kind !== 'file' && !(kind === 'directory' && isQuarantine))
        return undefined;
    // What comes from the future tells nothing about when it came.
    const isOurs = maker.isOurs === true && ageMs >= 0;
    if (users.answer === 'somebody' && (users.hasItOpen || !isOurs))
        return undefined;
    if (isOurs)
        return 'our git command left it';
    if (users.answer === 'nobody')
        return 'nobody works in the repository';
    if (maker.deadForMs !== undefined && ageMs >= 0 && ageMs <= maker.deadForMs)
        return 'the job that wrote it died';
    return ageMs >= oldMs ? `it is older than ${(0,duration/* formatDuration */.a)(oldMs)}` : undefined;
}
/** Why it stays, for people: one sentence. */
function leftovers_whyItStays({ kind, ageMs, oldMs }, users) {
    if (kind !== 'file')
        return `It is ${kind === 'directory' ? 'a directory' : kind === 'link' ? 'a link' : 'no plain file'}, which git did not make.`;
    if (users.answer === 'somebody') {
        const { pid, command } = users.who;
        return `Process ${pid} (${command}) ${users.hasItOpen ? 'has it open' : 'works in the repository'}.`;
    }
    if (users.answer === 'nobody')
        return 'It could not be removed.';
    const age = ageMs < 0 ? 'from the future' : `${(0,duration/* formatDuration */.a)(Math.round(ageMs))} old`;
    return `It is ${age}, and whether somebody uses it cannot be seen from here: ${users.why}. It is left until it is ${(0,duration/* formatDuration */.a)(oldMs)} old.`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/finds.js
/** Where in a repository a killed git may have left something. No link is followed, so that nothing outside is ever found. */





// More than any repository that git can still work with; a look must end.
const mostNames = 200_000;
/** The lock files that can be in the way of a command under that lock. */
function finds_findLocks(scope, mode) {
    const { guards, kind } = scope;
    const isAlone = mode === 'exclusive';
    const read = readerOf(mostNames);
    const named = (dir, locks) => Object.entries(locks).flatMap(([name, oldMs]) => lookAt(dir, name, oldMs));
    const inGitDir = (dir, locks) => [...named(dir, locks), ...lockTrees.flatMap((tree) => walk((0,external_node_path_.join)(dir, tree), read))];
    const own = ownGitDir(scope);
    const heads = isAlone || kind === 'bare' ? headLocks : {};
    return [
        ...inGitDir(guards, { ...commonLocks, ...heads }),
        // A gc looks at the HEAD of every worktree, a checkout at the index of its own.
        ...(isAlone ? read((0,external_node_path_.join)(guards, 'worktrees')).flatMap((it) => (it.isDirectory() ? inGitDir(finds_pathOf(it), headLocks) : [])) : []),
        ...(isAlone ? named(own, worktreeLocks) : []),
        ...modulesIn((0,external_node_path_.join)(own, 'modules'), read).flatMap((it) => inGitDir(it, isAlone ? { ...commonLocks, ...headLocks, ...worktreeLocks } : commonLocks)),
    ];
}
/** Packs and objects that a git began to write. */
function finds_findTemporaries(commonDir) {
    const read = readerOf(mostNames);
    const objects = (0,external_node_path_.join)(commonDir, 'objects');
    const inDir = (dir, kind) => read(dir).flatMap((it) => (isTemporary(kind, it.name) ? lookAt(dir, it.name, temporaryMs) : []));
    const fanOut = read(objects).filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name));
    return [
        ...inDir(commonDir, 'common'),
        ...inDir(objects, 'objects'),
        ...inDir((0,external_node_path_.join)(objects, 'pack'), 'pack'),
        ...fanOut.flatMap((it) => inDir(finds_pathOf(it), 'fan-out')),
    ];
}
/** Where a git that works in this repository stands: its common directory and its worktrees. */
function finds_rootsOf({ guards, workDir }) {
    const top = (0,external_node_path_.basename)(guards) === '.git' ? [(0,external_node_path_.dirname)(guards)] : [];
    const trees = readerOf(mostNames)((0,external_node_path_.join)(guards, 'worktrees')).flatMap((it) => {
        const note = (0,external_node_path_.join)(finds_pathOf(it), 'gitdir');
        const dotGit = (0,errors/* orNothing */.bR)(() => (lstatIn(note)?.isFile() ? (0,external_node_fs_.readFileSync)(note, 'utf8').trim() : ''));
        // It may be relative: see extensions.relativeWorktrees.
        return dotGit ? [(0,external_node_path_.dirname)((0,external_node_path_.resolve)(finds_pathOf(it), dotGit))] : [];
    });
    return [...new Set([guards, workDir, ...top, ...trees])];
}
/** Of the worktree that the scope is. A worktree may say what it likes of where that is; only a place in this repository counts. */
function ownGitDir(scope) {
    const dir = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.realpathSync)(scope_gitDirOf(scope.workDir)));
    return dir !== undefined && (0,external_node_path_.dirname)(dir) === (0,external_node_path_.join)(scope.guards, 'worktrees') ? dir : scope.guards;
}
/** One file, if it is there, and if it is reached through directories alone. */
function lookAt(dir, name, oldMs) {
    const [last = '', ...parents] = name.split('/').reverse();
    const parent = parents.toReversed().reduce((at, it) => at && realDirIn(at, it), dir);
    const stats = parent && lstatIn((0,external_node_path_.join)(parent, last));
    return stats ? [{ path: (0,external_node_path_.join)(dir, name), stats, oldMs }] : [];
}
function walk(dir, read) {
    // Most names are refs, of which there may be very many.
    // A pin is written beside us by who only reads, and under a name that nobody else waits for.
    const others = read(dir).filter((it) => it.name.endsWith('.lock') || (it.isDirectory() && !dir.endsWith('refs/fetch-lock')));
    return others.flatMap((it) => (it.name.endsWith('.lock') ? lookAt(dir, it.name, treeLockMs) : walk(finds_pathOf(it), read)));
}
/** The git directories of submodules, and of theirs. A submodule's name may have slashes in it. */
const modulesIn = (dir, read) => read(dir)
    .filter((it) => it.isDirectory())
    .map(finds_pathOf)
    .flatMap((it) => (lstatIn((0,external_node_path_.join)(it, 'HEAD')) ? [it, ...modulesIn((0,external_node_path_.join)(it, 'modules'), read)] : modulesIn(it, read)));
const finds_pathOf = (it) => (0,external_node_path_.join)(it.parentPath, it.name);
/** Reads directories until it has seen so many names; what is no directory, or may not be read, has none. */
function readerOf(most) {
    let left = most;
    return (dir) => {
        if (left <= 0 || !lstatIn(dir)?.isDirectory())
            return [];
        const names = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [];
        left -= names.length;
        return names;
    };
}
const realDirIn = (dir, name) => lstatIn((0,external_node_path_.join)(dir, name))?.isDirectory() ? (0,external_node_path_.join)(dir, name) : undefined;
const lstatIn = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path, { bigint: true, throwIfNoEntry: false }));

;// CONCATENATED MODULE: ./lib/src/fetch/mending/occupants.js
/**
 * Who works in a repository? The kernel of Linux tells of every process what it has open and where it stands. From inside a container,
 * and on other systems, it does not tell of all of them; then those who are seen count, and of the others nothing is known.
 *
 * Git closes a lock file before it renames it, so that a file may be in use though nobody has it open: every git that stands in the
 * repository, or was pointed at it, counts as a user, unless its verb only reads. Paths are compared by what they are, not by how
 * they are spelled: a container may have the same repository under another name.
 */




// PROC_PID_INIT_INO of linux/proc_ns.h: the namespace that has every process of the machine in it.
const wholeMachine = 'pid:[4026531836]';
// What these do to a repository needs no lock file: they serve it, read it, or copy it.
const readers = new Set(['upload-pack', 'upload-archive', 'http-backend', 'daemon', 'cat-file', 'rev-list', 'clone', 'fsmonitor--daemon']);
/**
 * Looks once at every process. `roots` are the directories of the repository and of its worktrees. When `isLate` says so the look
 * ends, and who was not looked at is unknown.
 */
function occupants_takeCensus(roots, files, isLate) {
    const openers = new Map();
    let worker;
    let hidden = whatHides();
    const places = new Set(roots.map(idOf));
    const sought = new Map(files.map((it) => [idOf(it), it]));
    const names = new Set(files.map((it) => (0,external_node_path_.basename)(it)));
    const lookAt = (pid) => {
        const [, name = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1')) ?? '') ?? [];
        if (state === '' || 'ZX'.includes(state))
            return;
        const argv = ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0');
        const verb = name === 'git' || name.startsWith('git-') ? (verbOf(argv) ?? '') : undefined;
        const mayWrite = verb !== undefined && !readers.has(verb) && !(verb === 'pack-objects' && argv.includes('--stdout'));
        // Not the arguments: they may have a secret in them.
        const occupant = { pid: Number(pid), command: (0,base_text/* inert */.tJ)(verb === undefined ? name : `git ${verb}`, 60) };
        const links = linksOf(pid);
        if (!links) {
            if (mayWrite)
                hidden ??= `process ${pid} (${occupant.command}) of another user does not show what it has open`;
            return;
        }
        for (const { at, to } of links.open) {
            const file = names.has((0,external_node_path_.basename)(to)) ? sought.get(idOf(at)) : undefined;
            if (file !== undefined)
                openers.set(file, occupant);
        }
        if (!mayWrite || worker)
            return;
        const paths = [links.cwd, ...links.open.map((it) => it.to).filter((to) => to.startsWith('/')), ...pointedAt(pid, argv, links.cwd)];
        if (paths.some((it) => occupants_isInside(pid, it, places)))
            worker = occupant;
    };
    for (const pid of process.platform === 'linux' ? ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)('/proc')) ?? []) : []) {
        if (isLate()) {
            hidden ??= 'there was no time to look at every process';
            break;
        }
        if (/^\d+$/.test(pid) && Number(pid) !== process.pid)
            lookAt(pid);
    }
    return (file) => {
        const opener = openers.get(file);
        if (opener)
            return { answer: 'somebody', who: opener, hasItOpen: true };
        if (worker)
            return { answer: 'somebody', who: worker, hasItOpen: false };
        return hidden === undefined ? { answer: 'nobody' } : { answer: 'unknown', why: hidden };
    };
}
function whatHides() {
    if (process.platform !== 'linux')
        return 'this system does not tell what other processes have open';
    if ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readlinkSync)('/proc/self')) !== String(process.pid))
        return '/proc is that of other processes';
    if ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readlinkSync)('/proc/self/ns/pid')) !== wholeMachine)
        return 'a container does not see the processes outside';
    return (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)('/proc/1/stat')) ? undefined : '/proc hides the processes of others';
}
/** Undefined if we may not look. What ends meanwhile has nothing open. */
function linksOf(pid) {
    try {
        const cwd = (0,external_node_fs_.readlinkSync)(`/proc/${pid}/cwd`);
        const open = (0,external_node_fs_.readdirSync)(`/proc/${pid}/fd`).flatMap((fd) => {
            const at = `/proc/${pid}/fd/${fd}`;
            const to = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readlinkSync)(at));
            return to === undefined ? [] : [{ at, to }];
        });
        return { cwd, open };
    }
    catch (error) {
        return ['EACCES', 'EPERM'].includes(error.code ?? '') ? undefined : { cwd: '/', open: [] };
    }
}
/** The repository that its arguments or its environment name. */
function pointedAt(pid, argv, cwd) {
    const environment = ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
    const named = [
        ...environment.map((it) => /^GIT_(?:DIR|COMMON_DIR|OBJECT_DIRECTORY)=(.+)$/s.exec(it)?.[1]),
        ...argv.map((it, index) => (it === '--git-dir' ? argv[index + 1] : /^--git-dir=(.+)$/s.exec(it)?.[1])),
    ];
    return named.filter((it) => it !== undefined).map((it) => (0,external_node_path_.resolve)(cwd, it));
}
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix']);
function verbOf([program = '', ...rest]) {
    const name = (0,external_node_path_.basename)(program);
    if (name.startsWith('git-'))
        return name.slice('git-'.length);
    return rest.find((it, index) => !it.startsWith('-') && !valued.has(rest[index - 1] ?? ''));
}
/** By the process's own root, since it may live in another one. */
function occupants_isInside(pid, path, places) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        if (places.has(idOf(`/proc/${pid}/root${at}`)))
            return true;
        if ((0,external_node_path_.dirname)(at) === at)
            return false;
    }
}
/** What a path leads to: device and inode; unlike anything else if it leads nowhere. */
function idOf(path) {
    const found = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.statSync)(path, { bigint: true }));
    return found ? `${found.dev}:${found.ino}` : `nothing at ${path}`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/cleaner.js
/**
 * Finds what a killed git left in a repository, and takes it away: to be called only under a lock that may write.
 *
 * In order: `removeLeftovers` before the first git command; `timeIn` before each, and `removeOwn` after one that failed;
 * `whatIsInTheWay` for the error if it did not help.
 * G1 no link is followed, neither to a file nor through a directory. G2 what is removed is what was judged: a lock file can only be
 * another one if its maker took the first away, and that changes its inode or its times. G3 each removal is an event and a line.
 * G4 nothing here fails a step: what cannot be removed stays, and git will say so.
 */









const cleaner_patienceMs = 3000;
// Of the five seconds in which a cancelled step has to end, stopping git may have taken four.
const ownPatienceMs = 500;
/** Before the first git command. `deadForMs`: how long ago the lock was granted to a writer that died. */
function cleaner_removeLeftovers(scope, mode, cleaning, deadForMs) {
    const found = findLocks(scope, mode);
    if (deadForMs !== undefined)
        found.push(...findTemporaries(scope.guards));
    cleaner_remove(scope, found, cleaning, cleaner_patienceMs, { deadForMs });
}
/** After a git command that failed or was stopped, and is gone: what came into being since `time`. */
function cleaner_removeOwn(scope, mode, cleaning, time) {
    if (time === undefined)
        return;
    const found = [...findLocks(scope, mode), ...findTemporaries(scope.guards)].filter((it) => it.stats.mtimeNs >= time);
    cleaner_remove(scope, found, cleaning, ownPatienceMs, { isOurs: true });
}
/** What is still in the way of git, as two parts of an error; undefined if nothing is. */
function cleaner_whatIsInTheWay(scope, mode, { clock, census = takeCensus }) {
    const found = findLocks(scope, mode);
    const [first] = found;
    const now = first && cleaner_timeIn(scope);
    if (!first || now === undefined)
        return undefined;
    const untilMs = clock.now() + ownPatienceMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    const shown = found.slice(0, 5).map((it) => `'${cleaner_nameOf(scope, it.path)}': ${whyItStays(leftoverOf(it, now), usersOf(it.path))}`);
    const more = found.length > shown.length ? ` And ${plural(found.length - shown.length, 'other')}.` : '';
    const isPlain = inert(first.path, first.path.length) === first.path;
    const command = `\`rm ${first.stats.isDirectory() ? '-r ' : ''}-- '${first.path.replaceAll("'", "'\\''")}'\``;
    return {
        why: `In the way: ${shown.join(' ')}${more}`,
        fix: `Once no git works there any more, remove ${isPlain ? `it: ${command}.` : 'it by hand.'}`,
    };
}
/** Now, by the clock of the repository's file system, in nanoseconds; undefined if nothing can be written there. */
function cleaner_timeIn({ guards }) {
    // If we die in between, git's prune takes it away by its name.
    const path = join(guards, 'objects', `tmp_fetch-lock-${randomBytes(8).toString('hex')}`);
    try {
        const fd = openSync(path, 'wx', 0o600);
        try {
            return fstatSync(fd, { bigint: true }).mtimeNs;
        }
        finally {
            unlinkSync(path);
            closeSync(fd);
        }
    }
    catch {
        return undefined;
    }
}
function cleaner_remove(scope, found, { clock, log, report, census = takeCensus }, forMs, maker) {
    const now = found.length > 0 ? cleaner_timeIn(scope) : undefined;
    if (now === undefined)
        return;
    const untilMs = clock.now() + forMs;
    const isLate = () => clock.now() > untilMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), isLate);
    for (const it of found) {
        if (isLate()) {
            log.info('There was no time to look at everything that git left behind.');
            return;
        }
        const leftover = leftoverOf(it, now);
        const file = cleaner_nameOf(scope, it.path);
        const users = usersOf(it.path);
        const reason = whyRemovable(leftover, users, maker);
        if (reason === undefined) {
            log.info(`'${file}' was left in '${inert(scope.path)}'. ${whyItStays(leftover, users)}`);
            continue;
        }
        const trouble = removeOne(it);
        if (trouble) {
            log.info(`'${file}' was left in '${inert(scope.path)}' and could not be removed: ${inert(trouble)}.`);
            continue;
        }
        const ageMs = Math.max(0, Math.round(leftover.ageMs));
        log.info(`Removed '${file}' from '${inert(scope.path)}', ${formatDuration(ageMs)} old: ${reason}.`);
        report('git_lock_removed', { file, reason, age_ms: ageMs });
    }
}
/** Answers what went wrong (G2). */
function removeOne({ path, stats }) {
    try {
        const seen = lstatSync(path, { bigint: true });
        const isSame = ['dev', 'ino', 'mode', 'mtimeNs', 'ctimeNs'].every((key) => seen[key] === stats[key]);
        if (!isSame)
            return 'it has changed meanwhile';
        if (seen.isDirectory())
            rmSync(path, { recursive: true });
        else
            unlinkSync(path);
        return undefined;
    }
    catch (error) {
        return errnoOf(error) ?? 'an unknown reason';
    }
}
const leftoverOf = ({ path, stats, oldMs }, now) => ({
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other',
    ageMs: Number(now - stats.mtimeNs) / 1e6,
    oldMs,
    isQuarantine: (0,external_node_path_.basename)((0,external_node_path_.dirname)(path)) === 'objects' && isTemporary('objects', (0,external_node_path_.basename)(path)),
});
const cleaner_nameOf = ({ guards }, path) => inert(relative(guards, path));

;// CONCATENATED MODULE: ./lib/src/git/isolation/collection.js
/**
 * Git's automatic gc, which a fetch begins when much has gathered. It deletes, and so it is for who has the repository alone: others
 * may be reading, and a clone by path that is under way would be broken.
 */



/** What keeps git from it. */
const noCollection = [
    ['maintenance.auto', 'false'],
    ['gc.auto', '0'],
];
/** As it is configured, or by git's defaults. */
function collection_gcLimits(entries) {
    const last = (key) => entries.findLast((it) => it.key === key)?.value?.toLowerCase();
    const number = (key, otherwise) => {
        const [, digits, unit = ''] = /^(-?\d+)([kmg]?)$/.exec(last(key) ?? '') ?? [];
        return digits === undefined ? otherwise : Math.max(0, Number(digits) * 1024 ** ' kmg'.indexOf(unit || ' '));
    };
    const looseObjects = /^(false|no|off|0)$/.test(last('maintenance.auto') ?? '') ? 0 : number('gc.auto', 6700);
    // Without the one, git does not look at the other.
    return { looseObjects, packs: looseObjects === 0 ? 0 : number('gc.autopacklimit', 50) };
}
/** What has gathered there so that git would collect now, in words; undefined if it would not. */
function collection_whatGathered(commonDir, { looseObjects, packs }) {
    const names = (...path) => orNothing(() => readdirSync(join(commonDir, 'objects', ...path))) ?? [];
    // Ids are spread evenly: git counts one directory of 256.
    const loose = names('17').filter((it) => /^([0-9a-f]{38}|[0-9a-f]{62})$/.test(it)).length;
    if (looseObjects > 0 && loose > Math.ceil(looseObjects / 256))
        return `about ${loose * 256} loose objects`;
    const inPack = names('pack');
    const count = inPack.filter((it) => it.endsWith('.pack') && !inPack.includes(it.replace(/pack$/, 'keep'))).length;
    return packs > 0 && count > packs ? `${count} packs` : undefined;
}

;// CONCATENATED MODULE: ./lib/src/git/operands.js
/** What may stand beside the options of a command. None of it is ever taken for an option. */
/** Why these may not stand there, and what may; or nothing. */
function operands_objectionTo(operands, place) {
    const fix = 'Take it out, and set `token`.';
    if (operands.some(hasSecret))
        return { why: 'A password in a URL is seen by all who may list processes.', fix };
    const [first, others] = place.kinds;
    if (place.isNeeded && operands.length === 0)
        return { why: `It names no ${first?.what}.`, fix: first?.fix ?? '' };
    for (const [index, it] of operands.entries()) {
        const kind = index === 0 ? first : others;
        if (kind === undefined)
            return { why: `'${it}' is more than it takes.`, fix: 'Take it out.' };
        if (!kind.is(it))
            return { why: `'${it}' is no ${kind.what}.`, fix: kind.fix };
        if (kind.isOurs?.(it))
            return { why: `What is below ${room} is fetch-lock's own.`, fix: 'Take it out, or name another ref.' };
    }
    return undefined;
}
/** A remote or a group of remotes, or a path below the working directory. */
const isRemoteName = (text) => /^\w[\w./-]*$/.test(text) && !text.includes('..');
// User and host begin with no hyphen: ssh would take such a one for an option.
const urlPattern = /^((https?|ssh|git):\/\/([\w.+~%][\w.+~%-]*(:[^\s/]*)?@)?(\w[\w.-]*|\[[\da-f:.]+\])(:\d+)?(\/\S*)?|file:\/\/\/\S+)$/i;
/** A remote's name or a path, or a URL of a transport that runs no program of its own. */
function isRemote(text) {
    if (text.includes('::') || /\s/.test(text))
        return false;
    if (text.includes('://'))
        return urlPattern.test(text);
    if (/^\w[\w.-]*@\w[\w.-]*:(?!-).+$/.test(text))
        return true;
    return isRemoteName(text) || /^\.{0,2}\/[\w./+@-]+$/.test(text);
}
/** Something to clone from: a remote that is no mere name. */
const isUrl = (text) => isRemote(text) && /:|^\//.test(text);
/** A URL with a password in it, or with a token for its user name. */
const hasSecret = (text) => /^[a-z]+:\/\/([^\s/]*:[^\s/]*|gh[a-z]_[^\s/]*|github_pat_[^\s/]*|glpat-[^\s/]*)@/i.test(text);
/** By the rules of git-check-ref-format, with one `*` a side at most. */
function isRefspec(text) {
    const body = text.replace(/^[+^]/, '');
    const sides = body.split(':');
    if (sides.length > 2 || (text.startsWith('^') && sides.length > 1) || body === '' || body === ':')
        return false;
    return (sides.every((side) => side === '' || isRefPattern(side)) &&
        new Set(sides.filter((side) => side !== '').map((side) => side.includes('*'))).size === 1);
}
const isRef = (text) => isRefPattern(text) && !text.includes('*');
function isRefPattern(side) {
    if (/[\s~^:?[\\\p{Cc}]/u.test(side) || side.split('*').length > 2)
        return false;
    return side !== '' && !/^[-/.]|[/.]$|\.\.|\/\/|\/\.|@\{|\.lock(\/|$)/.test(side);
}
// Where we keep what jobs wanted, as long as they hold.
const room = 'refs/fetch-lock/';
/** A refspec that writes there and nowhere else; a file system may make no difference of capitals. */
const writesOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.split(':')[1] ?? '');
const readsOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.replace(/^\+/, '').split(':')[0] ?? '');
/** A ref, or a side of a refspec, that is where we keep what jobs wanted. */
const isOurs = (side) => `${side.toLowerCase()}/`.startsWith(room);
/**
 * What is to stand beside those refspecs, so that no fetch of them, and no prune, reaches what is ours, and nothing of the remote's
 * own jobs is fetched: negative refspecs, which git compares with the remote's names.
 */
function protectionOf(refspecs) {
    const found = refspecs
        .filter((it) => !it.startsWith('^'))
        .flatMap((it) => {
        const [from = '', to = ''] = it.replace(/^\+/, '').split(':');
        const [[before = '', after], [start = '', end]] = [from.split('*'), to.split('*')];
        // Git finds `fetch-lock/x` below refs/ before it finds it among the branches.
        const isRead = after === undefined ? /^(refs\/)?fetch-lock\//.test(from) : meet(before, room);
        const own = isRead ? [`${room}*`] : [];
        if (after === undefined || end === undefined || !room.startsWith(start))
            return own;
        const rest = room.slice(start.length);
        // The end of a pattern may be the end of our name: `refs/*/x` writes refs/fetch-lock/x.
        const ends = [...rest].flatMap((_, at) => (end.startsWith(rest.slice(at)) ? [`${before}${rest.slice(0, at)}${after}`] : []));
        return [...own, `${before}${rest}*${after}`, ...ends];
    });
    // What is no name is none of a remote's, and git would refuse it.
    return [...new Set(found.filter(isRefPattern).map((it) => `^${it}`))].filter((it) => !refspecs.includes(it));
}
/** A name may begin with both. */
const meet = (one, other) => one.startsWith(other) || other.startsWith(one);
/** A full id, of SHA-1 or of SHA-256, that can be one of a commit. */
const operands_isCommitId = (text) => /^([\da-f]{40}|[\da-f]{64})$/.test(text) && !/^0+$/.test(text);
/** A path below the working directory, and no magic of a pathspec. */
const isPathBelow = (text) => text !== '' && !/^[-:/~]|[\\\p{Cc}]/u.test(text) && !text.split('/').includes('..') && !/^[a-z]:/i.test(text);
const remote = { is: isRemoteName, what: 'remote', fix: 'Use the name of a remote of the repository.' };
const url = {
    is: isRemote,
    what: 'remote and no URL that is accepted',
    fix: 'Use a remote of the repository, or an https, http, ssh, git or file URL.',
};
const refspec = {
    ...{ is: isRefspec, what: 'refspec', fix: 'Write for instance +refs/heads/main:refs/remotes/origin/main.' },
    isOurs: (text) => readsOurs(text) || writesOurs(text),
};
const ref = { is: isRef, what: 'ref', fix: 'Write for instance refs/heads/main.' };
const path = { is: isPathBelow, what: 'path that is accepted', fix: 'Write a path below the repository, after the options.' };
const places = {
    repository: { takes: 'a remote or a URL, and refspecs', kinds: [url, refspec] },
    remotes: { takes: 'remotes, or groups of them', kinds: [remote, remote] },
    'some remotes': { takes: 'one remote or more', kinds: [remote, remote], isNeeded: true },
    'remote and refs': { takes: 'a remote, and refs', kinds: [remote, ref] },
    paths: { takes: 'paths below the repository', kinds: [path, path] },
    none: { takes: 'nothing', kinds: [] },
};

;// CONCATENATED MODULE: ./lib/src/git/isolation/configuration.js
/**
 * What of a repository's own configuration git may follow. A shared repository is written by many: what is in it is data, and
 * no program that it names runs in a job's name. Pure.
 *
 * A key is one of four. *Replaced*: it names a program, and the user's own configuration, or git's default, is put in its
 * place and reported. *Idle*: no command that we run reads it. *Data*: git reads it, and it names no program. Everything else
 * is refused, so that a key of a later git is not followed unseen.
 */



/** Reads what `git config --list -z --show-scope --show-origin` prints. */
function parseEntries(text) {
    const fields = text.split('\0');
    return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
        const [scope = '', origin = '', entry = ''] = fields.slice(index * 3);
        const end = entry.indexOf('\n');
        return end === -1 ? { scope, origin, key: entry } : { scope, origin, key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}
const isShared = ({ scope }) => scope === 'local' || scope === 'worktree';
const configuration_isOwn = (entry) => !isShared(entry);
/** The last value that the user's own configuration has for a key. */
const ownValue = (entries, key) => entries.findLast((it) => configuration_isOwn(it) && it.key === key && it.value !== undefined)?.value;
// Lists each `$1` for a fetch that borrows objects, as git does it without this command; see git-config(1).
const listAlternateRefs = 'list() { git --git-dir="$1" for-each-ref --format="%(objectname)"; }; list';
/** Whoever names a bare repository means it. Without this, git may not even see its configuration. */
const anyBare = ['safe.bareRepository', 'all'];
/** What git is told whatever the repository says: it stands last, and the last one wins. */
const alwaysSet = (entries) => [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.alternateRefsCommand', ownValue(entries, 'core.alternaterefscommand') ?? listAlternateRefs],
    // Work in the background would go on after the lock is let go.
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    // Steps that end remove their pins beside a fetch: all of them need packed-refs.lock, and none for long.
    ...(entries.some((it) => it.key === 'core.packedrefstimeout') ? [] : [['core.packedRefsTimeout', '10000']]),
    // Submodules have configurations of their own; a commit's .gitmodules can't ask for more than this allows.
    ['fetch.recurseSubmodules', 'false'],
    ['submodule.recurse', 'false'],
    // Where a verb that is a program of its own is not installed, git would take an alias of its name. An empty one is an error.
    ['alias.lfs', ''],
    ['alias.submodule', ''],
    anyBare,
    // An empty one takes back all that were named before, those for one URL too.
    ['credential.helper', ''],
    ...entries.flatMap((it) => (configuration_isOwn(it) && isHelper.test(it.key) && it.value !== undefined ? [[it.key, it.value]] : [])),
];
const isHelper = /^credential\.(.+\.)?helper$/;
const byDefault = (value) => (key, own) => [key, own ?? value];
/** It is always set, or overruled by the environment. */
const already = () => undefined;
const replaced = [
    [/^core\.(hookspath|fsmonitor|alternaterefscommand|sshcommand|askpass|gitproxy)$/, already],
    [isHelper, already],
    [/^protocol\.(.+\.)?allow$/, already],
    // Without its program a filter changes nothing, and one that is `required` fails.
    [/^filter\..+\.(clean|smudge|process)$/, byDefault('')],
    // The merge then leaves a conflict, rather than a result that nobody made.
    [/^merge\..+\.driver$/, byDefault('false')],
    [/^hook\..+\.[^.]+$/, (key) => [key.replace(/[^.]+$/, 'enabled'), 'false']],
    [/^gpg\.(openpgp\.)?program$/, byDefault('gpg')],
    [/^gpg\.x509\.program$/, byDefault('gpgsm')],
    [/^gpg\.ssh\.program$/, byDefault('ssh-keygen')],
    [/^gpg\.ssh\.defaultkeycommand$/, byDefault('false')],
    // Not programs: they would hand credentials to whoever answers.
    [/^http\.(.+\.)?sslverify$/, byDefault('true')],
    [/^credential\.(.+\.)?protectprotocol$/, byDefault('true')],
];
// Of these git takes the first, not the last: the user's own goes before the repository's, but nothing can be put in its place.
const firstWins = /^remote\..+\.uploadpack$/;
// What is so by default, what `git lfs install` writes, and the popular way to say "keep ours".
const harmless = [
    [/^remote\..+\.uploadpack$/, /^git-upload-pack$/],
    [/^filter\.lfs\.clean$/, /^git-lfs clean -- %f$/],
    [/^filter\.lfs\.smudge$/, /^git-lfs smudge( --skip)? -- %f$/],
    [/^filter\.lfs\.process$/, /^git-lfs filter-process( --skip)?$/],
    [/^merge\.ours\.driver$/, /^true$/],
    [/^core\.fsmonitor$/, /^false$/],
    [/^(http|credential)\..*(sslverify|protectprotocol)$/, /^true$/],
];
const idle = new RegExp(`^(${[
    ...['advice', 'am', 'apply', 'author', 'blame', 'branchless', 'browser', 'codespaces', 'color', 'column', 'commit', 'committer'],
    ...['completion', 'diff', 'difftool', 'fastimport', 'format', 'git-p4', 'gitbutler', 'gitcvs', 'gitflow', 'github', 'gitk'],
    ...['gitweb', 'grep', 'gui', 'guitool', 'help', 'hub', 'i18n', 'imap', 'instaweb', 'interactive', 'log', 'mailinfo', 'mailmap'],
    ...['man', 'mergetool', 'pager', 'pretty', 'receive', 'safe', 'sendemail', 'sequence', 'show', 'showbranch', 'stash', 'status'],
    ...['stgit', 'svn', 'svn-remote', 'tag', 'tar', 'trace2', 'trailer', 'uploadarchive', 'uploadpack', 'user', 'versionsort'],
    ...['vscode', 'web'],
].join('|')})\\.|^core\\.(editor|pager)$|^remote\\..+\\.receivepack$|^alias\\.(?!lfs\\b|(merge|remote|credential)-)`);
const data = [
    /^core\.(abbrev|alternaterefsprefixes|attributesfile|autocrlf|checkstat|comment(char|string)|createobject|disambiguate|eol|excludesfile|fsync|fsyncmethod|hidedotfiles|logallrefupdates|notesref|safecrlf|sharedrepository|untrackedcache|whitespace)$/,
    /^remote\..+\.(url|pushurl|fetch|push|tagopt|mirror|prune|proxy|proxyauthmethod|partialclonefilter|promisor|serveroption|followremotehead|lfsurl|lfspushurl|gh-resolved)$/,
    /^remote\.pushdefault$|^remotes\.[^.]+$/,
    /^branch\.(?!.*\.mergeoptions$)/,
    /^url\..+\.(push)?insteadof$/,
    /^http\.(.+\.)?(extraheader|proxy|proxyauthmethod|useragent|version|sslversion|followredirects|delegation)$/,
    /^include(if\..+)?\.path$/,
    /^credential\.(.+\.)?(username|provider|authority|credentialstore)$/,
    /^lfs\.(.+\.)?(url|pushurl|access|fetchinclude|fetchexclude)$/,
    /^gc\.(.+\.)?(packrefs|pruneexpire|logexpiry|worktreepruneexpire|reflogexpire|reflogexpireunreachable|repackfilter)$/,
    /^merge\.(?!.+\.driver$)/,
    /^pull\.(rebase|ff)$|^push\.|^rebase\.|^notes\.|^rerere\.|^checkout\.|^clone\.defaultremotename$|^init\.defaultbranch$/,
    /^fetch\.|^transfer\.|^maintenance\.|^pack\.|^repack\.|^index\.|^protocol\.version$|^promisor\.|^bundle\.|^feature\.|^commitgraph\.|^extensions\./,
    /^gpg\.(format|mintrustlevel|ssh\.allowedsignersfile|ssh\.revocationfile)$|^ssh\.variant$|^worktree\.|^submodule\./,
];
const isPlain = /^$|^(true|false|yes|no|on|off|[+-]?\d+[kmg]?)$/i;
const namesProgram = /(command|clean|smudge|uploadpack|cmd|program|helper|hook|driver|exec|tool|vcs|path|process|agent|args|twohead|octopus|mergeoptions|dir)$/;
const isData = ({ key, value = '' }) => {
    // A program or a directory may well have the name "1".
    if (isPlain.test(value) && !namesProgram.test(key))
        return true;
    if (/^submodule\.(.+\.)?update$/.test(key) && value.startsWith('!'))
        return false;
    return data.some((it) => it.test(key));
};
const namesRemotes = /^(remotes\..+|branch\..+\.(push)?remote|remote\.pushdefault|checkout\.defaultremote|clone\.defaultremotename)$/;
/** Git hands the names of remotes to a git of its own, which takes `--upload-pack=program` for an option. */
const isOption = ({ key, value = '' }) => key.startsWith('remote.-') || (namesRemotes.test(key) && /(^|\s)-/.test(value));
/**
 * What keeps each remote's refspecs away from what is fetch-lock's own, for fetches that name none. A remote without any is left so:
 * a lone negative one would change what is fetched from it. Throws FL_UNSAFE_COMMAND for one that writes nowhere else.
 */
function protect(entries, path) {
    const remotes = new Map();
    for (const entry of entries) {
        const { key, value } = entry;
        if (!/^remote\..+\.fetch$/s.test(key) || value === undefined)
            continue;
        if (writesOurs(value))
            throw notTheirs(entry, path);
        remotes.set(key, [...(remotes.get(key) ?? []), value]);
    }
    return [...remotes].flatMap(([key, refspecs]) => protectionOf(refspecs).map((it) => [key, it]));
}
const notTheirs = ({ key, value = '', origin }, path) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,base_text/* inert */.tJ)(path)}' sets '${(0,base_text/* inert */.tJ)(key)}' to '${(0,base_text/* inert */.tJ)(value)}', which writes below refs/fetch-lock/.`,
    why: "What is there is fetch-lock's own.",
    fix: `Take it out of '${(0,base_text/* inert */.tJ)(origin)}'.`,
});
/** `isWorkTree` judges a value of core.worktree. Throws FL_UNSAFE_COMMAND for what can't be replaced, in the repository at `path`. */
function configuration_judge(entries, path, isWorkTree) {
    const settings = new Map();
    const ignored = new Set();
    for (const entry of entries.filter(isShared)) {
        const { key, value = 'true' } = entry;
        if (isOption(entry))
            throw notOurs(entry, path);
        if (idle.test(key) || harmless.some(([name, it]) => name.test(key) && it.test(value)))
            continue;
        const own = ownValue(entries, key);
        const [, instead] = replaced.find(([it]) => it.test(key)) ?? [];
        const setting = instead?.(key, own);
        if (setting)
            settings.set(...setting);
        if (instead || (firstWins.test(key) && own !== undefined))
            ignored.add(key);
        else if (key === 'core.worktree' ? !isWorkTree(value) : !isData(entry))
            throw notOurs(entry, path);
    }
    return { settings: [...settings], ignored: [...ignored] };
}
const notOurs = ({ key, origin }, path) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${(0,base_text/* inert */.tJ)(path)}' sets '${(0,base_text/* inert */.tJ)(key)}', which could run a program or lead git elsewhere.`,
    why: `It is in '${(0,base_text/* inert */.tJ)(origin)}', and whoever may write there could act in this job's name.`,
    fix: `Take it out with \`git config --file '${(0,base_text/* inert */.tJ)(origin)}' --unset-all '${(0,base_text/* inert */.tJ)(key)}'\`; if it is meant, put it into your own configuration.`,
});

;// CONCATENATED MODULE: ./lib/src/git/isolation/owner.js
/** Whose a repository is. Git refuses one of another user, since whoever owns it decides what it makes git do; so do we. */



/**
 * True if one of the paths is another user's whom the host's policy trusts. By git's rule: the effective user, and for root also
 * the one that sudo was called by. Throws FL_POLICY for anybody else's.
 */
function areForeign(paths, { trustedOwners }, env) {
    const us = process.geteuid?.();
    // Windows has no such number; git judges there by itself.
    if (us === undefined)
        return false;
    const ours = us === 0 && /^\d+$/.test(env.SUDO_UID ?? '') ? [us, Number(env.SUDO_UID)] : [us];
    let isForeign = false;
    for (const path of paths) {
        const owner = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path))?.uid;
        if (owner === undefined || ours.includes(owner))
            continue;
        const names = namesOf(owner);
        if (!trustedOwners.some((it) => it === owner || names.includes(String(it))))
            throw foreign(path, owner, us);
        isForeign = true;
    }
    return isForeign;
}
const foreign = (path, owner, us) => new errors/* FetchLockError */.qf('FL_POLICY', {
    what: `'${(0,base_text/* inert */.tJ)(path)}' belongs to ${show(owner)}, and this job runs as ${show(us)}.`,
    why: 'Whoever owns a repository decides what git does in it.',
    fix: `Use a repository of the same user; or let the admin of this host add ${JSON.stringify(namesOf(owner)[0] ?? owner)} to \`trustedOwners\` in its policy.`,
});
const show = (uid) => {
    const [name] = namesOf(uid);
    return name === undefined ? `user ${uid}` : `'${name}' (user ${uid})`;
};
/** By /etc/passwd alone; users of a directory service have only their number. */
const namesOf = (uid) => ((0,errors/* unless */.NJ)(['ENOENT', 'EACCES'], () => (0,external_node_fs_.readFileSync)('/etc/passwd', 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , id]) => name && id === String(uid))
    .map(([name = '']) => (0,base_text/* inert */.tJ)(name));

;// CONCATENATED MODULE: ./lib/src/git/isolation/token.js
/** The origins of those texts that are https URLs. */
const httpsOrigins = (texts) => [
    ...new Set(texts.flatMap((text) => (/^https:\/\//i.test(text ?? '') && URL.canParse(text ?? '') ? [new URL(text ?? '').origin] : []))),
];
const encode = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');
/** What must be seen nowhere: the token, and the form in which git sends it. */
const secretsOf = (token) => [token, encode(token)];
/**
 * One header to each origin, and none beside it: GitHub answers 400 to two. A header that stands in a configuration already is
 * taken back, also one for a longer URL, which git would prefer.
 */
const tokenSettings = ({ token, origins }, entries) => origins
    .flatMap((origin) => [
    `http.${origin}/.extraheader`,
    ...entries.map((it) => it.key).filter((key) => key.endsWith('.extraheader') && key.toLowerCase().startsWith(`http.${origin}/`)),
])
    .filter((key, index, all) => all.indexOf(key) === index)
    .flatMap((key) => [
    [key, ''],
    [key, `AUTHORIZATION: basic ${encode(token)}`],
]);

;// CONCATENATED MODULE: ./lib/src/git/isolation/isolation.js
/**
 * A place where git may be run, made ready once for all commands of a step.
 *
 * G1 no program runs because a repository's configuration or hooks name it; what the user's own configuration and the job's
 * environment name does run. G2 a repository of another user is used only if the host's policy trusts that user. G3 the
 * token is in no argument and no file. G4 the user's own configuration is not written to. G5 what is below refs/fetch-lock/ is
 * neither pruned nor fetched by what a remote is configured to fetch. G6 git collects nothing by itself unless it is alone there.
 * Not promised: whoever may write to the configuration can still add to it between our look at it and git's. Only what has
 * one fixed name, such as core.sshCommand or the hooks, is overruled in any case; what has a name in it, such as a filter, is not.
 */












/** Whether that command of git may work in submodules. A fetch does so only when its options say so. */
const isolation_mayEnterSubmodules = (argv) => argv[0] === 'submodule' || argv.some((it) => it.startsWith('--recurse-submodules'));
/** Git could not read a repository's configuration. */
class isolation_Unreadable extends errors/* FetchLockError */.qf {
    complaint;
    constructor(path, complaint) {
        const what = `Git could not read the configuration of '${(0,base_text/* inert */.tJ)(path)}'.`;
        super('FL_GIT', { what, why: complaint, fix: 'Mend it, or make the repository anew.' });
        this.complaint = complaint;
    }
}
const isolation_noGit = (why, cause) => new errors/* FetchLockError */.qf('FL_GIT', { what: 'git could not be run on this runner.', why: (0,base_text/* inert */.tJ)(why), fix: 'Install git 2.31 or newer where PATH finds it.' }, cause);
const isolation_lookMs = 30_000;
/** Throws FL_POLICY for a foreign repository, FL_UNSAFE_COMMAND for a configuration that can't be made harmless, Unreadable. */
async function isolation_isolate(site, surroundings) {
    const { policy, credential, entersSubmodules, isAlone, onIgnored } = surroundings;
    if (!isListable(site.workDir))
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `The directory of '${(0,base_text/* inert */.tJ)(site.path)}' has a name that git can't be limited to.`,
            fix: 'Move it where no name of a directory has a colon.',
        });
    const main = repositoryOf(site);
    const borrowed = isForeign(site, policy, surroundings.env) ? trust(main, surroundings.env) : undefined;
    try {
        const base = { ...surroundings.env, ...only(site.workDir), ...borrowed?.env };
        const look = async (args, settings, more = {}) => {
            const told = tell(settings);
            const env = { ...environment_gitEnvironment(base), ...more, ...told.env };
            return isolation_ask(site, [...told.args, ...args], env, surroundings);
        };
        const list = (more) => look(['config', '--list', '-z', '--show-scope', '--show-origin'], [anyBare], more).then((text) => parseEntries(text).map(absolute));
        const absolute = (it) => ({
            ...it,
            origin: it.origin.replace(/^file:(.*)$/s, (_, file) => (0,external_node_path_.resolve)(site.workDir, file)),
        });
        const entries = await list();
        const settings = [
            ...[...alwaysSet(entries), ...(isAlone ? [] : noCollection), ...protect(entries, site.path)],
            ...(credential ? tokenSettings(credential, entries) : []),
        ];
        const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
        const accept = (found, { gitDir, workDir }) => {
            const judgement = configuration_judge(found, site.path, (value) => site.kind !== 'bare' && isolation_isInside((0,external_node_path_.resolve)(gitDir, value), workDir));
            settings.push(...judgement.settings);
            for (const it of judgement.ignored)
                ignored.add(it);
        };
        accept(entries, main);
        if (entersSubmodules) {
            for (const it of await submodulesOf(main, (args, more) => look(args, alwaysSet(entries), more))) {
                areForeign(pathsOf(it), policy, surroundings.env);
                accept(await list(explicit(it)), it);
            }
        }
        if (ignored.size > 0)
            onIgnored?.(sayIgnored(site.path, ignored));
        const { args, env } = tell(settings);
        const own = (key) => ownValue(entries, key);
        const secrets = credential ? secretsOf(credential.token) : [];
        return {
            ...{ entries, cwd: site.workDir, args },
            env: { ...environment_gitEnvironment(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...env },
            hide: (text) => secrets.reduce((it, secret) => it.replaceAll(secret, '***'), text),
            close: () => borrowed?.close(),
        };
    }
    catch (error) {
        borrowed?.close();
        throw error;
    }
}
const sayIgnored = (path, ignored) => `Not used from '${(0,base_text/* inert */.tJ)(path)}': ${[...ignored].map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}. A shared repository runs no program in a job's name.`;
/** As `-c` would tell it, but with the values in the environment: some are secret. It reaches submodules, too. */
function tell(settings) {
    const named = settings.map(([key, value], index) => ({ key, value, name: `FETCH_LOCK_GIT_${index}` }));
    return {
        args: named.map(({ key, name }) => `--config-env=${key}=${name}`),
        env: Object.fromEntries(named.map(({ name, value }) => [name, value])),
    };
}
async function isolation_ask(site, args, env, { clock, signal }) {
    const chunks = [];
    const complaints = [];
    const result = await (0,exec/* run */.eF)('git', args, {
        ...{ cwd: site.workDir, env, clock, signal, limitMs: isolation_lookMs, graceMs: 0 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: (line) => complaints.push((0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(line))),
    }).catch((error) => {
        throw isolation_noGit((0,errors/* messageOf */.bD)(error), error);
    });
    signal.throwIfAborted();
    if (result.exitCode !== 0)
        throw new isolation_Unreadable(site.path, complaints.slice(-3).join('; '));
    return Buffer.concat(chunks).toString('utf8');
}
/** True for a repository of another user whom the host's policy trusts. Throws FL_POLICY for one of anybody else. */
const isForeign = (site, policy, env) => site.kind !== 'directory' && areForeign(pathsOf(repositoryOf(site)), policy, env);
const repositoryOf = ({ workDir, guards }) => ({ workDir, gitDir: scope_gitDirOf(workDir), commonDir: guards });
const pathsOf = ({ workDir, gitDir, commonDir }) => [
    ...new Set([workDir, ...(gitDir === workDir ? [] : [(0,external_node_path_.join)(workDir, '.git')]), gitDir, commonDir]),
];
/** For this step alone, the user's configuration with these directories marked as safe. */
function trust({ workDir, gitDir, commonDir }, env) {
    const dir = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)(), 'fetch-lock-git-'));
    const home = env.HOME ?? (0,external_node_os_namespaceObject.homedir)();
    const given = env.GIT_CONFIG_GLOBAL;
    const files = given === undefined ? [(0,external_node_path_.join)(env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'git', 'config'), (0,external_node_path_.join)(home, '.gitconfig')] : [given];
    const quote = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
    const lines = [
        ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${quote((0,external_node_path_.resolve)(it))}`),
        ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${quote(it)}`),
    ];
    const file = (0,external_node_path_.join)(dir, 'config');
    (0,external_node_fs_.writeFileSync)(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { env: { GIT_CONFIG_GLOBAL: file }, close: () => (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true }) };
}
/** The directory, or one in it that is no repository's own. */
function isolation_isInside(path, dir) {
    const real = isolation_realOrParent(path);
    return (real === dir || real.startsWith(`${dir}${external_node_path_.sep}`)) && !real.slice(dir.length).split(external_node_path_.sep).includes('.git');
}
const isolation_realOrParent = (path) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.realpathSync)(path)) ?? (0,external_node_path_.join)(isolation_realOrParent((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
const hooksOf = (commonDir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'EACCES'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDir, 'hooks'))) ?? []).some((it) => !it.endsWith('.sample'));
// A URL in a commit is not the user's word: see CVE-2022-39253. Git itself follows it only where the user's configuration says so.
const withoutFiles = (own) => own('protocol.file.allow') === 'always' ? {} : { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' };
/** Submodules that are there already: checked out, or kept for later. */
async function submodulesOf(main, look) {
    const found = new Map();
    const add = async (gitDir, workDir) => {
        const real = (0,external_node_fs_.realpathSync)(gitDir);
        if (found.has(real))
            return;
        found.set(real, { workDir, gitDir: real, commonDir: real });
        await addThoseOf({ workDir, gitDir: real, commonDir: real }, explicit({ workDir, gitDir: real }));
    };
    const addThoseOf = async ({ workDir, gitDir, commonDir }, more) => {
        const staged = (0,external_node_fs_.existsSync)(workDir) ? await look(['ls-files', '-z', '--stage'], more) : '';
        for (const [, name = ''] of staged.matchAll(/(?:^|\0)160000 [^\t]*\t([^\0]*)/g)) {
            const path = (0,external_node_path_.join)(workDir, name);
            if (lstat((0,external_node_path_.join)(path, '.git')))
                await add(scope_gitDirOf(path), path);
        }
        for (const it of [...new Set([gitDir, commonDir])].flatMap((dir) => isolation_modulesIn((0,external_node_path_.join)(dir, 'modules'))))
            if (!found.has(it))
                await add(it, workDir);
    };
    await addThoseOf(main);
    return [...found.values()];
}
/** Git directories below; a submodule's name may have slashes in it. */
const isolation_modulesIn = (dir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => (0,external_node_path_.join)(dir, it.name))
    .flatMap((it) => (lstat((0,external_node_path_.join)(it, 'HEAD')) ? [(0,external_node_fs_.realpathSync)(it)] : isolation_modulesIn(it)));
const lstat = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
/** Its core.worktree is not followed while it is only looked at. */
const explicit = ({ workDir, gitDir }) => ({
    GIT_DIR: gitDir,
    GIT_WORK_TREE: workDir,
});

;// CONCATENATED MODULE: ./lib/src/cli/doctor/git-checks.js
/** What a killed git left in a repository, and what its configuration makes of the next one. */














const [mostShown, mostRemoved, censusMs] = [5, 50, 4000];
/** By the rules by which a job mends it that may write; nothing is removed. */
function checkGitLocks({ scope, clock }) {
    if (scope.kind === 'directory')
        return [];
    const locks = finds_findLocks(scope, 'exclusive').filter((it) => !isElsewhere(it, scope.guards));
    const found = [...locks, ...finds_findTemporaries(scope.guards)];
    if (found.length === 0)
        return [];
    const untilMs = clock.now() + censusMs;
    const usersOf = occupants_takeCensus(finds_rootsOf(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    // The clock of its file system cannot be had without writing there.
    const nowNs = BigInt(clock.wall()) * 1000000n;
    const judged = found.map((it) => {
        const leftover = leftoverOf(it, nowNs);
        const users = usersOf(it.path);
        return {
            it,
            leftover,
            reason: leftovers_whyRemovable(leftover, users, {}),
            stays: leftovers_whyItStays(leftover, users),
            isUsed: users.answer === 'somebody',
        };
    });
    const left = judged.filter(({ reason }) => reason !== undefined);
    // Nobody but a person removes what git did not make.
    const odd = judged.filter(({ leftover, reason, isUsed }) => reason === undefined && leftover.kind !== 'file' && !isUsed);
    const name = ({ path }) => (0,base_text/* inert */.tJ)((0,external_node_path_.relative)(scope.guards, path));
    const shown = left
        .slice(0, mostShown)
        .map(({ it, leftover, reason }) => `'${name(it)}' (${(0,duration/* formatDuration */.a)(Math.max(0, Math.round(leftover.ageMs)))} old: ${reason})`);
    const more = left.length > mostShown ? ` and ${left.length - mostShown} more` : '';
    const owners = [...new Set(left.map(({ it }) => Number(it.stats.uid)))];
    return [
        ...(left.length === 0
            ? []
            : [
                said('warn', `A killed git left ${shown.join(', ')}${more}.`, {
                    advice: `A job that may write removes ${left.length === 1 ? 'it' : 'them'} before its git runs, too.`,
                    mend: as(owners.length === 1 ? owners : [], `rm -rf -- ${left
                        .slice(0, mostRemoved)
                        .map(({ it }) => shell `${it.path}`)
                        .join(' ')}`),
                }),
            ]),
        ...odd
            .slice(0, mostShown)
            .map(({ it, stays }) => said('warn', `'${name(it)}' is in the way of git. ${stays}`, { mend: as([Number(it.stats.uid)], shell `rm -r -- ${it.path}`) })),
        ...(odd.length > mostShown ? [said('warn', `And ${(0,base_text/* plural */.LS)(odd.length - mostShown, 'more', 'more')} of that kind.`)] : []),
    ];
}
/** Git writes there which process of which host collects. */
const gcPidOf = (guards) => (0,external_node_path_.join)(guards, 'gc.pid');
function gcElsewhere(guards) {
    const [, pid, host] = /^(\d+) (\S+)/.exec(readPlain(gcPidOf(guards)) ?? '') ?? [];
    return pid !== undefined && host !== undefined && host !== (0,external_node_os_namespaceObject.hostname)() ? { pid, host } : undefined;
}
const isElsewhere = ({ path }, guards) => path === gcPidOf(guards) && gcElsewhere(guards) !== undefined;
function checkGcPid({ scope: { guards, kind } }) {
    const elsewhere = kind === 'directory' ? undefined : gcElsewhere(guards);
    if (!elsewhere)
        return [];
    const { pid, host } = elsewhere;
    const { uid } = (0,external_node_fs_.lstatSync)(gcPidOf(guards));
    return [
        said('warn', `gc.pid names process ${pid} of another host, '${host}' (this one is '${(0,external_node_os_namespaceObject.hostname)()}'): for 12 hours no gc begins here.`, {
            advice: `If no git collects there any more on '${(0,base_text/* inert */.tJ)(host, 100)}', which may have been a container:`,
            mend: as([uid], shell `rm -- ${gcPidOf(guards)}`),
        }),
    ];
}
/** Only for who looks at a repository, which can be done whatever the policy is. */
const policyOrNone = () => (0,errors/* orNothing */.bR)(() => readPolicy()) ?? { trustedOwners: [] };
/** Git reads it as in a job: nothing that it names is run. */
async function checkConfiguration({ scope, env, clock, signal }) {
    if (scope.kind === 'directory')
        return [];
    const { uid } = (0,external_node_fs_.lstatSync)(scope.guards);
    // Root looks for those to whom it belongs.
    const others = process.geteuid?.() === 0 ? [scope.guards, scope.workDir].map((it) => (0,external_node_fs_.lstatSync)(it).uid) : [];
    const policy = policyOrNone();
    try {
        const it = await isolation_isolate(scope, { env, clock, signal, policy: { ...policy, trustedOwners: [...policy.trustedOwners, ...others] } });
        it.close();
        return isInBackground(it.entries) ? [background(scope.guards, uid)] : [];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        // Whose it is another check tells.
        if (error.code === 'FL_POLICY')
            return [];
        return [ofTrouble(error.trouble)];
    }
}
const background = (guards, uid) => {
    const config = (0,external_node_path_.join)(guards, 'config');
    const set = (key) => as([uid], shell `git config --file ${config} ${key} false`);
    return said('warn', 'A git that is run here without fetch-lock may begin a gc in the background, which deletes while others fetch.', {
        advice: 'So that it ends before the command that began it:',
        mend: `${set('gc.autoDetach')} && ${set('maintenance.autoDetach')}`,
    });
};
/** By what git does with these: the newer key goes before the older. */
function isInBackground(entries) {
    const last = (key) => entries.findLast((it) => it.key === key);
    const isFalse = (it) => it !== undefined && /^(false|no|off|0+|)$/i.test(it.value ?? 'true');
    if (collection_gcLimits(entries).looseObjects === 0)
        return false;
    return !isFalse(last('maintenance.autodetach') ?? last('gc.autodetach')) || !isFalse(last('gc.autodetach'));
}
/** Nothing that is looked at here may be a fifo, which would keep us for ever. */
const readPlain = (path, mostBytes = 8192) => (0,errors/* orNothing */.bR)(() => {
    const found = (0,external_node_fs_.lstatSync)(path);
    return found.isFile() && found.size <= mostBytes ? (0,external_node_fs_.readFileSync)(path, 'utf8') : undefined;
});

;// CONCATENATED MODULE: ./lib/src/cli/doctor/host-checks.js
/** What is the same for every lock of this host. */








// What the arguments of our commands need; README and `noGit` name it too.
const oldestGit = [2, 31];
const gitMs = 8000;
async function checkVersion({ env, clock, signal }) {
    const chunks = [];
    const answer = await (0,exec/* run */.eF)('git', ['version'], {
        ...{ cwd: '/', env: environment_gitEnvironment(env), clock, signal, limitMs: gitMs, graceMs: 500 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: () => { },
    }).catch(() => undefined);
    const install = installGit();
    const fix = { mend: install, advice: `Install git ${oldestGit.join('.')} or newer where PATH finds it.` };
    if (answer === undefined)
        return [said('fail', 'git cannot be started: PATH finds none.', fix)];
    if (answer.stopped)
        return [said('fail', `\`git version\` did not answer within ${gitMs / 1000} s.`, fix)];
    const text = (0,base_text/* inert */.tJ)(Buffer.concat(chunks).toString('utf8'), 80);
    const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(text) ?? [];
    if (version === undefined)
        return [said('fail', `\`git version\` says '${text}', which is no version.`, fix)];
    const isOld = Number(major) < oldestGit[0] || (Number(major) === oldestGit[0] && Number(minor) < oldestGit[1]);
    if (isOld)
        return [said('fail', `git is ${version}; ${oldestGit.join('.')} or newer is needed.`, fix)];
    return [said('ok', `git ${version}.`)];
}
/** By what this system calls itself and takes after. */
function installGit() {
    const release = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)('/etc/os-release', 'utf8')) ?? '';
    const family = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, it = '']) => it.split(' '));
    const [, command] = installers.find(([name]) => family.includes(name)) ?? [];
    return command && as([], command);
}
const installers = [
    ['debian', 'apt-get install git'],
    ['fedora', 'dnf install git'],
    ['rhel', 'dnf install git'],
    ['alpine', 'apk add git'],
    ['suse', 'zypper install git'],
    ['arch', 'pacman -S git'],
];
/** What is in force, or why nothing is done on this host. */
function checkPolicy() {
    try {
        const inForce = Object.entries(readPolicy()).filter(([, it]) => it !== undefined && !(Array.isArray(it) && it.length === 0));
        if (inForce.length === 0)
            return [];
        return [said('ok', `The policy in force: ${inForce.map(([key, it]) => `${key} ${JSON.stringify(it)}`).join(', ')}.`)];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        return [ofTrouble(error.trouble, mendPolicy(/'(.+)'/.exec(error.trouble.what)?.[1]))];
    }
}
/** The rights are mended by a command, what stands in it by its admin. */
function mendPolicy(path) {
    if (path === undefined)
        return undefined;
    for (const it of [(0,external_node_path_.dirname)(path), path]) {
        const found = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it));
        if (!found)
            continue;
        if (found.isSymbolicLink())
            return as([], shell `rm -- ${it}`);
        if (found.uid !== 0)
            return as([], shell `chown root -- ${it}`);
        if (found.mode & 0o022)
            return as([], shell `chmod go-w -- ${it}`);
        if (it === path && !found.isFile())
            return as([], shell `rm -r -- ${it}`);
        if (it === path && !mayRead(it))
            return as([], shell `chmod a+r -- ${it}`);
    }
    // A policy that is taken away restricts nobody, so that is not what we tell.
    return as([], shell `"\${EDITOR:-vi}" ${path}`);
}
const mayRead = (path) => (0,errors/* orNothing */.bR)(() => {
    (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK));
    return true;
}) ?? false;
// Of a host with many runners: each waiter takes one for as long as it waits.
const enough = 1024;
/** Watching what never changes takes one instance, and gives it back at once. */
function checkInotify() {
    if (process.platform !== 'linux')
        return [];
    const [which, least] = whatIsMissing();
    if (which === undefined)
        return [];
    const now = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/sys/user/${which}`, 'utf8').trim());
    const most = Math.max(least, 2 * Number(now ?? 0));
    return [
        said('warn', `No inotify ${which === 'max_inotify_instances' ? 'instance' : 'watch'} is left for this user (${which} is ${now ?? 'not known'}).`, {
            mend: as([], shell `sysctl -w ${`user.${which}=${most}`}`),
            advice: 'Waiters then look for themselves, up to 200 ms later. Until the next start of the host:',
        }),
    ];
}
function whatIsMissing() {
    try {
        (0,external_node_fs_.watch)('/', { persistent: false }).close();
        return [undefined, 0];
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'EMFILE')
            return ['max_inotify_instances', enough];
        if ((0,errors/* errnoOf */.UQ)(error) === 'ENOSPC')
            return ['max_inotify_watches', 64 * enough];
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/look.js
/**
 * How a lock stands, for people: who holds it, who waits for whom, and who is dead.
 *
 * G1 a look changes nothing: it makes no file and no socket, takes no latch, and needs no right but to read.
 * G2 it judges as the line does, so that who is shown as dead is whom the next request removes.
 * G3 however much somebody has put there, its records are bounded: of requests beyond `most` the names alone are read.
 * Not promised: one moment. Who moves meanwhile is shown where he was or where he is, and once.
 */











const most = 1000;
/** Looks at the lock; `nowAt` is milliseconds since 1970. Throws FL_LOCK_DIR if it cannot be read. */
async function look_lookAt(place, nowAt, kernel = systemKernel) {
    try {
        const found = findLockDir(place);
        return found ? await read(found, nowAt, kernel) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === undefined)
            throw error;
        throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
            what: `The lock directory '${(0,base_text/* inert */.tJ)(place.dir)}' cannot be read.`,
            why: look_reasons[(0,errors/* errnoOf */.UQ)(error) ?? ''] ?? `${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`,
            fix: 'Look as the user of the runner, or as root.',
        });
    }
}
const look_reasons = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };
async function read({ root, isLocal }, nowAt, kernel) {
    const sockets = openSockets(root);
    try {
        const askSocket = askIn(sockets.pathOf);
        const { tickets, verdicts } = await readLine(root, (it) => judge(it, { kernel, askSocket, isLocal }), kernel);
        // Of one that was granted while we read, the grant.
        const queue = whoHolds([...new Map(tickets.map((it) => [it.id, it])).values()], verdicts);
        const [deadHolders, deadWaiters] = [queue.dead.filter((it) => it.isGranted), queue.dead.filter((it) => !it.isGranted)];
        const see = (it, index, where = pathOf(root, it)) => seenAt(index < most ? where : undefined, it, verdicts);
        return {
            isThere: true,
            at: nowAt,
            granted: inOrder([...queue.holders, ...deadHolders]).map((it, index) => see(it, index)),
            waiting: [
                ...queue.waiters.map(({ ticket }, index) => ({ ...see(ticket, index), ...look_placeOf(queue, index) })),
                ...deadWaiters.map((it, index) => ({ ...see(it, index), position: 0, ahead: 0, waitsFor: [] })),
            ],
            dirty: crashed(root).map(({ ticket, path }, index) => ({ ...see(ticket, index, path), verdict: 'dead' })),
        };
    }
    finally {
        sockets.close();
    }
}
const inOrder = (tickets) => tickets.sort((a, b) => a.seq - b.seq);
function look_placeOf({ waiters }, index) {
    const blockers = (index < most && waiters[index]?.blockers) || [];
    const last = blockers.at(-1);
    const near = blockers.filter((it) => it.isGranted || it === last);
    return { position: index + 1, ahead: blockers.length, waitsFor: near.map((it) => it.id) };
}
/** A request from the directory where it lies; without one, from its name. */
function seenAt(where, it, verdicts) {
    const living = livingWitnesses(it, verdicts);
    // A link may lead to what another has written.
    const inside = (where !== undefined && (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(where).isDirectory() && (0,external_node_fs_.readdirSync)(where))) || [];
    const [askedAt, grantedAt] = [ticket_timeIn(inside, 'a'), ticket_timeIn(inside, 'g')];
    return {
        ...{ id: it.id, token: tokenOf(it.seq, it.id), mode: it.mode },
        job: where !== undefined && inside.length > 0 ? readJob((0,external_node_path_.join)(where, 'owner.json')) : {},
        ...(askedAt === undefined ? {} : { askedAt }),
        ...(grantedAt === undefined ? {} : { grantedAt }),
        verdict: living.length === 0 && !it.hasStranger ? 'dead' : bestOf(living, verdicts),
        witnesses: it.witnesses.slice(0, 16).map((one) => ({ pid: one.pid, verdict: verdicts.get(encodeProcess(one)) ?? 'dead' })),
    };
}
function crashed(root) {
    const room = (0,external_node_path_.join)(root, 'crashed');
    const names = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(room).isDirectory() && (0,external_node_fs_.readdirSync)(room)) || [];
    return names.slice(0, most).flatMap((name) => {
        const path = (0,external_node_path_.join)(room, name);
        const ticket = (0,errors/* orNothing */.bR)(() => readGranted(path, name));
        return ticket ? [{ ticket, path }] : [];
    });
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/place-checks.js
/** Where a lock lives: may it be there, and may everybody use it who should? */







/** Where the lock directory is, or would be made. */
const homeOf = ({ lock }) => (hasLockDir(lock) ? lock.dir : (0,external_node_path_.dirname)(lock.dir));
/** A place for locks that those who have the guarded thing share as they share that. */
function makeLockDir({ guards }) {
    const { uid, gid, mode } = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(guards)) ?? (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(guards));
    return as([], shell `install -d -o ${uid} -g ${gid} -m ${mode & 0o020 ? '2770' : '2700'} -- ${'/var/lib/fetch-lock'}`);
}
const thenGiveIt = 'Then give `lock-dir: /var/lib/fetch-lock` in every step, and `--lock-dir /var/lib/fetch-lock` here:';
function orElsewhere(lock, act) {
    try {
        act();
        return [];
    }
    catch (error) {
        if (!(error instanceof errors/* FetchLockError */.qf))
            throw error;
        const { what, why } = error.trouble;
        return [ofTrouble({ what, ...(why === undefined ? {} : { why }), fix: thenGiveIt }, makeLockDir(lock))];
    }
}
const checkMount = ({ scope: { lock } }) => orElsewhere(lock, () => refuseMountPoint(lock));
const checkFileSystem = ({ scope }) => orElsewhere(scope.lock, () => fileSystemIsLocal(scope.lock, homeOf(scope)));
const longestName = 255; // NAME_MAX, in bytes
function checkPathLength({ scope: { lock } }) {
    const fix = { mend: makeLockDir(lock), advice: thenGiveIt };
    const name = Buffer.byteLength((0,external_node_path_.basename)(lock.dir));
    if (name > longestName)
        return [said('fail', `The name of the lock directory would have ${name} bytes, and ${longestName} are possible.`, fix)];
    // On Linux a long path is gone round by way of /proc.
    if (!hasLongSockets(lock.dir) || (0,external_node_fs_.existsSync)('/proc/self/fd'))
        return [];
    const length = Buffer.byteLength(lock.dir);
    return [
        said('warn', `The path of the lock directory has ${length} bytes, too many for its sockets, so that waiters only look now and then.`, fix),
    ];
}
const me = () => {
    const uid = process.geteuid?.();
    return uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
};
function checkDirectory({ scope: { lock } }) {
    const above = (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(lock.dir));
    if (!hasLockDir(lock))
        return mayBeMade(lock, above);
    const found = (0,external_node_fs_.lstatSync)(lock.dir);
    const [is, command] = whatIsStrange(lock.dir, found, above.uid, me()) ?? [];
    if (is !== undefined && command !== undefined) {
        const isOwners = found.isDirectory() && (found.mode & 0o1002) === 0;
        const mend = isOwners ? as([], shell `chown -hR ${`${above.uid}:${above.gid}`} -- ${lock.dir}`) : as([found.uid], command);
        return [said('fail', `'${lock.dir}' cannot be the lock directory: it ${is}.`, { mend })];
    }
    return rightsOf(found, found).map((it) => said('fail', `The lock directory '${lock.dir}' ${it.is}.`, { mend: it.mend(lock.dir) }));
}
function mayBeMade({ dir, guards }, above) {
    const parent = (0,external_node_path_.dirname)(dir);
    try {
        (0,external_node_fs_.accessSync)(parent, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return [];
    }
    catch (error) {
        const trouble = refusal(dir, error);
        if (!(trouble instanceof errors/* FetchLockError */.qf))
            throw error;
        const isDenied = (0,errors/* errnoOf */.UQ)(error) === 'EACCES';
        const { what, why, fix } = trouble.trouble;
        const elsewhere = { mend: makeLockDir({ dir, guards, kind: 'beside' }), advice: thenGiveIt };
        // Who may write there may not be who looks.
        const mend = isDenied && above.uid !== 0 && !(above.mode & 0o200)
            ? { mend: as([above.uid], shell `chmod u+rwx -- ${parent}`), advice: fix }
            : elsewhere;
        return [said('fail', [what, why].join(' '), mend)];
    }
}
/** What keeps those out who may use a lock directory, of something in it, or of itself. */
function rightsOf(found, root) {
    const isShared = (root.mode & 0o020) !== 0;
    const need = isShared ? 0o2770 : 0o700;
    const mode = (found.mode & 0o7777).toString(8).padStart(4, '0');
    const owners = [found.uid];
    const wrong = [];
    if (!isShared && found.uid !== root.uid)
        wrong.push({
            is: `belongs to user ${found.uid}, and the lock directory to user ${root.uid}`,
            mend: (path) => as([], shell `chown -hR ${`${root.uid}:${root.gid}`} -- ${path}`),
        });
    if (isShared && found.gid !== root.gid)
        wrong.push({
            is: `is of group ${found.gid}, and the lock directory of group ${root.gid}`,
            mend: (path) => as(owners, shell `chgrp -hR ${root.gid} -- ${path}`),
        });
    // A change of group takes the bit away, so that this comes after it.
    if ((found.mode & need) !== need)
        wrong.push({
            is: `has mode ${mode}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can do there what is needed`,
            mend: (path) => as(owners, shell `chmod ${isShared ? 'ug+rwx,g+s' : 'u+rwx'} -- ${path}`),
        });
    if (found.mode & 0o002)
        wrong.push({ is: `has mode ${mode}: everybody may write there`, mend: (path) => as(owners, shell `chmod o-w -- ${path}`) });
    if (found.mode & 0o1000)
        wrong.push({
            is: `has the sticky bit, so nobody could remove what a dead user left`,
            mend: (path) => as(owners, shell `chmod -t -- ${path}`),
        });
    return wrong;
}
const [place_checks_mostShown, place_checks_mostNames] = [5, 2000];
/** The rooms, and the requests in them. */
function checkContents({ scope: { lock } }) {
    const root = (0,external_node_fs_.lstatSync)(lock.dir, { throwIfNoEntry: false });
    if (!root?.isDirectory())
        return [];
    const found = [];
    const lookAt = (path, wanted) => {
        const it = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        if (!it)
            return false;
        const name = (0,base_text/* inert */.tJ)(path.slice(lock.dir.length + 1));
        if (!it.isDirectory()) {
            if (wanted === 'room')
                found.push(said('fail', `'${name}' in the lock directory is not a directory.`, { mend: as([root.uid, it.uid], shell `rm -- ${path}`) }));
            return false;
        }
        for (const wrong of rightsOf(it, root))
            found.push(said('fail', `'${name}' in the lock directory ${wrong.is}.`, { mend: wrong.mend(path) }));
        return true;
    };
    const inside = [];
    for (const room of [...rooms, 'latch'].map((it) => (0,external_node_path_.join)(lock.dir, it)))
        if (lookAt(room, 'room') && ['q', 'h', 'crashed'].includes((0,external_node_path_.basename)(room)))
            inside.push(...place_checks_directoriesIn(room).slice(0, place_checks_mostNames));
    for (const it of inside)
        lookAt(it, 'request');
    const more = found.length - place_checks_mostShown;
    return [
        ...found.slice(0, place_checks_mostShown),
        ...(more > 0 ? [said('fail', `And ${(0,base_text/* plural */.LS)(more, 'fault')} more of that kind.`, { advice: 'Mend these, and look again.' })] : []),
    ];
}
const place_checks_directoriesIn = (room) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(room, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => (0,external_node_path_.join)(it.parentPath, it.name));
/** Another version may have made it, or it guards another path. */
function checkFormat({ scope: { lock } }) {
    const isDirectory = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory();
    // Of what is none the other checks tell.
    if (![lock.dir, (0,external_node_path_.join)(lock.dir, 'q'), (0,external_node_path_.join)(lock.dir, 'h')].every(isDirectory) || whatIsStrange(lock.dir, (0,external_node_fs_.lstatSync)(lock.dir), -1))
        return [];
    findLockDir(lock);
    return [];
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/life-checks.js
/** What happens in a lock directory: who is in line, what is written down, when, and whether there is space for it. */












const megabyte = 1_048_576;
const [fewBytes, noBytes] = [200 * megabyte, 10 * megabyte];
const [fewFiles, noFiles] = [2000, 100];
/** Of the file system of the lock, and of what it guards. */
function checkSpace({ scope }) {
    const homes = [homeOf(scope), scope.guards].filter((it) => (0,external_node_fs_.lstatSync)(it, { throwIfNoEntry: false }));
    const devices = new Map(homes.map((it) => [(0,external_node_fs_.lstatSync)(it).dev, it]));
    return [...devices.values()].flatMap((home) => {
        const { bavail, bsize, files, ffree } = (0,external_node_fs_.statfsSync)(home);
        const bytes = bavail * bsize;
        const fix = { advice: 'Free some. What is large there:', mend: shell `du -xak -- ${home} | sort -rn | head -n 20` };
        // A file system without a number of files has no end of them.
        const left = files === 0 ? Number.POSITIVE_INFINITY : ffree;
        const where = `where '${home}' is`;
        return [
            ...(bytes < fewBytes ? [said(bytes < noBytes ? 'fail' : 'warn', `${Math.floor(bytes / megabyte)} MiB are free ${where}.`, fix)] : []),
            ...(left < fewFiles
                ? [
                    said(left < noFiles ? 'fail' : 'warn', `${left} inodes are free ${where}.`, {
                        ...fix,
                        mend: shell `du -xa --inodes -- ${home} | sort -rn | head -n 20`,
                    }),
                ]
                : []),
        ];
    });
}
/** A lock goes on without its journal, so this is never a failure. */
function checkJournal({ scope: { lock } }) {
    const path = journalOf(lock.dir);
    const root = (0,external_node_fs_.lstatSync)(lock.dir, { throwIfNoEntry: false });
    const found = root?.isDirectory() ? (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) : undefined;
    if (!root || !found)
        return [];
    if (!found.isFile()) {
        const mend = as([root.uid, found.uid], shell `rm -r -- ${path}`);
        return [said('warn', `The journal '${path}' is not a file, so nothing can be written down.`, { mend })];
    }
    const rights = rightsOfJournal(path, found, root);
    if (rights.length > 0)
        return rights;
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK);
        return [];
    }
    catch (error) {
        return [
            said('warn', `The journal cannot be written by this user: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`, {
                advice: 'Look as the user of the runner, or as root.',
            }),
        ];
    }
}
function rightsOfJournal(path, found, root) {
    const isShared = (root.mode & 0o020) !== 0;
    const need = isShared ? 0o660 : 0o600;
    const warn = (is, mend) => said('warn', `The journal '${path}' ${is}.`, { mend });
    return [
        ...(!isShared && found.uid !== root.uid
            ? [
                warn(`belongs to user ${found.uid}, and the lock directory to user ${root.uid}`, as([], shell `chown -h ${`${root.uid}:${root.gid}`} -- ${path}`)),
            ]
            : []),
        ...(isShared && found.gid !== root.gid
            ? [
                warn(`is of group ${found.gid}, and the lock directory of group ${root.gid}`, as([found.uid], shell `chgrp -h ${root.gid} -- ${path}`)),
            ]
            : []),
        ...((found.mode & need) === need
            ? []
            : [
                warn(`has mode ${(found.mode & 0o7777).toString(8).padStart(4, '0')}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can write there`, as([found.uid], shell `chmod ${isShared ? 'ug+rw' : 'u+rw'} -- ${path}`)),
            ]),
    ];
}
// Clocks of one host differ by less, and so do file systems.
const toleratedMs = 5000;
function checkClock({ scope: { lock }, clock }) {
    const nowAt = clock.wall();
    const newest = readEvents(lock.dir).reduce((latest, { ts }) => Math.max(latest, Date.parse(ts)), 0);
    const ahead = newest - nowAt;
    const files = ['', 'q', 'h', 'seq', 'format', 'journal.jsonl'].map((it) => (0,external_node_path_.join)(lock.dir, it));
    const late = files.flatMap((path) => {
        const { mtimeMs, uid } = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path)) ?? { mtimeMs: 0, uid: 0 };
        return mtimeMs > nowAt + toleratedMs ? [{ path, uid, byMs: mtimeMs - nowAt }] : [];
    });
    const isBehind = 'The clock of this host was put back, or was wrong then.';
    return [
        ...(ahead > toleratedMs
            ? [
                said('warn', `The newest entry of the journal is ${(0,duration/* formatDuration */.a)(ahead)} ahead of this clock.`, {
                    advice: `${isBehind} Ages and waits are wrong until it has caught up.`,
                    mend: as([], 'timedatectl set-ntp true'),
                }),
            ]
            : []),
        ...late.slice(0, 1).map(({ path, uid, byMs }) => said('warn', `'${path}'${late.length > 1 ? ` and ${late.length - 1} more` : ''} was changed ${(0,duration/* formatDuration */.a)(byMs)} ahead of this clock.`, {
            advice: `${isBehind} If it is right now:`,
            mend: as([uid], `touch -c -h -- ${late.map((it) => shell `${it.path}`).join(' ')}`),
        })),
    ];
}
/** There is one, and a look at it can be had. What else it is, other checks tell. */
function isReadable(lock) {
    try {
        return findLockDir(lock) !== undefined;
    }
    catch (error) {
        if (error instanceof errors/* FetchLockError */.qf)
            return false;
        throw error;
    }
}
const life_checks_mostShown = 5;
/** The same judgement as that of the line; whoever asks next removes them. */
async function checkDead({ scope, lockDir, clock }) {
    if (!isReadable(scope.lock))
        return [];
    const nowAt = clock.wall();
    const { granted, waiting, dirty } = await look_lookAt(scope.lock, nowAt);
    const where = lockDir === undefined ? '' : shell ` --lock-dir ${lockDir}`;
    const mend = `fetch-lock recover${where} -- ${shell `${scope.path}`}`;
    const dead = [
        ...granted.filter((it) => it.verdict === 'dead').map((it) => `A holder is dead: ${life_checks_tell(it, nowAt)}.`),
        ...waiting.filter((it) => it.verdict === 'dead').map((it) => `A waiter is dead: ${life_checks_tell(it, nowAt)}.`),
    ];
    const living = granted.length + waiting.length - dead.length;
    if (dead.length === 0 && dirty.length === 0)
        return living === 0 ? [] : [said('ok', `${living} in line, and nobody of them is dead.`)];
    if (dead.length === 0)
        return [said('ok', `Who writes next is told of ${dirty.length} who died while writing.`)];
    const shown = dead.slice(0, life_checks_mostShown);
    if (dead.length > life_checks_mostShown)
        shown.push(`And ${dead.length - life_checks_mostShown} more are dead.`);
    // The command is for all of them, and stands below the last.
    return shown.map((it, index) => said('warn', it, index === shown.length - 1 ? { mend, advice: 'Who asks next removes the dead, too.' } : {}));
}
function life_checks_tell({ id, mode, job, askedAt, grantedAt }, nowAt) {
    const since = grantedAt ?? askedAt;
    const ago = since === undefined ? '' : `, since ${(0,duration/* formatDuration */.a)(Math.max(0, nowAt - since))}`;
    return `${id} (${mode}) of ${words_nameJob(job)}${ago}`;
}

;// CONCATENATED MODULE: ./lib/src/git/complaint.js
/**
 * What git means by what it says, in English, since it runs with LC_ALL=C. Pure.
 *
 * Messages are a hint and no proof: some come from the other side, word for word. So G1 none of them alone makes anything be
 * removed or made anew; G2 what is not known is `unknown`, and nothing is tried again for it.
 */
/** True for a line that says what went wrong. */
const complaint_isComplaint = (line) => /^(fatal|error|ssh|fetch-pack|kex_exchange_identification|client_loop)\b|remote side\.|^(remote: )?error:|^warning: could not|^ *! \[|^(Connection (closed|reset|timed out)|Host key)|: Permission denied \(|^CONFLICT|^(Rebasing .*)?error: could not apply|^You are not currently on a branch|^There is no tracking|^Your configuration specifies|^\t\S/i.test(line);
// What comes first explains what comes after it: a full disk also breaks a transfer.
const meanings = [
    ['full disk', any('no space left on device', 'disk quota exceeded')],
    [
        'not writable',
        any('read-only file system', 'input/output error', 'insufficient permission for adding', "(cannot .*|\\.lock'): permission denied"),
    ],
    [
        'refused',
        any(...['permission denied \\(', 'authentication failed', 'could not read (username|password)', 'terminal prompts disabled'], ...['host key verification failed', 'certificate', 'ssl ca cert', 'remote error: access denied', 'dubious ownership'], ...['unsafe repository', 'returned error: 4(0[0-357]|1\\d)\\b']),
    ],
    ['missing ref', any("couldn't find remote ref", 'not our ref', 'unadvertised object', 'configuration specifies to merge with')],
    [
        'in the way',
        any(...['would be overwritten', 'cannot pull with rebase', 'unmerged files', 'unresolved conflict', 'you have not concluded'], ...['exists; cannot create', 'refname conflict', 'reference conflict', 'blocking reference', 'checked out at', 'another rebase'], ...['could not apply', '^CONFLICT']),
    ],
    ['diverged', any('not possible to fast-forward', '\\[rejected\\]', 'divergent branches')],
    [
        'contention',
        any(...["cannot lock ref '.*': is at", "\\.lock': file exists", 'could not lock config file', 'shallow file has changed'], ...['already running on machine', 'fetching ref .* failed: (incorrect old|reference (already|does not))']),
    ],
    ['broken ref', any('reference broken')],
    ['damaged remote', any('corruption on the remote side')],
    [
        'damage',
        any(...['bad (object|tree object|config line|shallow line|signature 0x|pack)', 'is corrupt\\b', 'missing (blob|tree|commit) [0-9a-f]{7}'], ...[
            '^error: (object )?file \\S+ is (empty|far too short|not a git packfile)',
            '^error: (inflate|non-monotonic|garbage at end of loose)',
        ], ...['pack ?file \\S+ (does not match|cannot be accessed|claims)', 'index file (\\S+ is too small|corrupt|smaller)'], ...['(unable|could not|failed) to (read|unpack) [0-9a-f]{7}', 'could not read [0-9a-f]{7}', 'not send all necessary objects'], ...[
            'not a git repository',
            '(unterminated|unexpected) line in',
            'signature 0x\\S+ does not match',
            'does not point to a valid object',
        ]),
    ],
    ['missing remote', any('does not appear to be a git repository', "repository ('.*' )?not (found|exported)", 'returned error: 404')],
    [
        'passing',
        any(...['could not resolve host', 'unable to look up', 'name or service not known', 'in name resolution', 'resolving timed out'], ...['failed to connect', 'unable to connect', 'connection (refused|reset|closed|timed out)', 'operation timed out'], ...['no route to host', 'network is unreachable', '(returned error:|http) (408|429|5\\d\\d)\\b', 'rpc failed; curl', 'empty reply'], ...['(recv|send) failure', 'transfer closed', 'too slow', 'hung up', 'early eof', 'unexpected disconnect', 'kex_exchange'], ...["expected (flush|'packfile')", 'read error', 'write failed', 'gnutls', 'ssl_(read|connect)', 'http/?2 (stream|framing)'], 
        // Alone: whoever had a reason would have said it.
        '^fatal: could not read from remote repository'),
    ],
];
function any(...texts) {
    return new RegExp(texts.join('|'), 'im');
}
/** The fault behind these lines. Of what the other side says, only what it says of itself counts. */
function complaint_faultOf(lines) {
    const text = lines.filter((it) => !/^remote:/i.test(it) || /not found|on the remote side/i.test(it)).join('\n');
    return meanings.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}

;// CONCATENATED MODULE: ./lib/src/git/run.js






const killAfterMs = 2500; // main has 5 s from a signal to its end
const mostComplaints = 50;
/** Runs git with these arguments, the verb first but for settings of ours. Throws FL_GIT if it cannot be started. */
async function run_runGit(argv, { cwd, env, args, hide }, options) {
    const complaints = new Set();
    const onLine = (line) => {
        const text = inert(withoutCredentials(hide(line)), 500);
        if (complaints.size < mostComplaints && isComplaint(line))
            complaints.add(text);
        options.onLine(text);
    };
    const result = await run('git', [...args, ...argv], { ...options, cwd, env, graceMs: killAfterMs, onLine }).catch((error) => {
        throw noGit(messageOf(error), error);
    });
    return { ...result, complaints: [...complaints] };
}
/** Throws FL_GIT if there is no git to run; answers its version. */
async function gitVersion(env) {
    const answer = await ask('git', ['version'], { env: gitEnvironment(env) }).catch(() => undefined);
    const version = /git version (\S+)/.exec(answer?.stdout ?? '')?.[1];
    if (version !== undefined)
        return version;
    throw noGit(answer?.stderr ?? '');
}

;// CONCATENATED MODULE: ./lib/src/fetch/pull.js
/** A pull that failed in the middle of a merge or a rebase is taken back, so that the tree is what it was before. */




/** Remembers the tree; the returned function takes back, by means of `git`, what was begun since. */
function pull_rememberTree({ workDir, path }) {
    const gitDir = gitDirOf(workDir);
    const has = (name) => existsSync(join(gitDir, name));
    const begun = () => (has('rebase-merge') || has('rebase-apply') ? 'rebase' : has('MERGE_HEAD') ? 'merge' : undefined);
    const before = begun();
    return async (log, git) => {
        const since = begun();
        if (since === undefined || since === before)
            return;
        await git([since, '--abort']);
        log.info(begun() === since
            ? `A ${since} is still under way in ${inert(path)}: \`git ${since} --abort\` ends it there.`
            : `The ${since} was taken back: the tree of ${inert(path)} is as it was.`);
    };
}

;// CONCATENATED MODULE: ./lib/src/fetch/guarded.js
/**
 * Git commands under a lock. Before each of them, while it runs and before success is told, the lock is looked at: when in doubt
 * whether we hold it, we don't, and what runs is stopped. What failed for a passing fault of the network is tried again.
 */












/** Git did not do what it was told. */
class guarded_GitFailed extends errors/* FetchLockError */.qf {
    /**
     * `ended`: by a signal of somebody else, such as the kernel short of memory, and without a word. `still running`: it was killed
     * and is there nevertheless. Its lock must not be let go: as long as it lives, it is a witness.
     */
    fault;
    /** What it said was wrong, inert. */
    complaint;
    constructor(fault, complaint, trouble) {
        super('FL_GIT', trouble);
        this.fault = fault;
        this.complaint = complaint;
    }
}
const isStillRunning = (error) => error instanceof guarded_GitFailed && error.fault === 'still running';
const guarded_lookMs = 500;
// The first pause; each further one is twice as long. Random, so that those who failed together do not meet again.
const [pauseMs, longestPauseMs] = [1000, 30_000];
const mostLines = 1000;
const toldComplaints = 5;
const guarded_mostWords = 50;
/** Runs one command. Throws FL_LOST, FL_CANCELLED or GitFailed if it did not succeed, and what `isolate` throws. */
async function runUnderLock(command, scope, guard, work) {
    refuseDeepening(scope, [command]);
    // Without a lock that may write, what lies about may be another's.
    const mode = guard.token === undefined || guard.mode === 'shared' ? undefined : guard.mode;
    const isolation = await enter(scope, guard, work, mayEnterSubmodules(command.argv));
    try {
        if (mode && guard.isHeld())
            removeLeftovers(scope, mode, work, guard.deadForMs);
        const since = mode && timeIn(scope);
        const takeBack = command.argv[0] === 'pull' ? rememberTree(scope) : undefined;
        try {
            await runCommand(command, scope.path, isolation, guard, work);
            if (command.isNetwork && mode === 'update')
                hintAtGc(scope, isolation, work);
        }
        catch (error) {
            if (!guard.isHeld() || isStillRunning(error))
                throw error;
            if (mode)
                removeOwn(scope, mode, work, since);
            await takeBack?.(work.log, (argv) => watch({ argv }, isolation, guard, lastWords(work)));
            throw mode ? explainContention(error, () => whatIsInTheWay(scope, mode, work)) : error;
        }
    }
    finally {
        isolation.close();
    }
}
/** What a fetch would have done by itself, had it been alone there. */
function hintAtGc({ path, guards }, { entries }, { log, onNotice = log.info }) {
    const gathered = whatGathered(guards, gcLimits(entries));
    if (gathered === undefined)
        return;
    onNotice(`${inert(path)} has ${gathered}: git would collect them now, which may break who reads beside this job. A step with \`git: gc --auto\` now and then does it, alone.`);
}
/** Told to stop, there is a second left to clean up in. */
const lastWords = (work) => ({
    ...work,
    signal: new AbortController().signal,
    limitMs: work.signal.aborted ? 1000 : work.limitMs,
});
/** A file that stayed in the way is named, and whose it is. */
function explainContention(error, look) {
    if (!(error instanceof guarded_GitFailed && error.fault === 'contention'))
        return error;
    const found = look();
    return found ? new guarded_GitFailed('contention', error.complaint, { ...error.trouble, ...found }) : error;
}
/** Runs one command at a site, alone. Throws the same. */
async function runAt(site, command, guard, work) {
    const isolation = await enter(site, guard, work);
    try {
        return await runCommand(command, site.path, isolation, guard, work);
    }
    finally {
        isolation.close();
    }
}
/** Lets `act` look at a repository. Nobody is told of it, and git reaches no network, not even for what a partial clone has left out. */
async function visit(site, guard, work, act) {
    const { log } = work;
    const quiet = { ...work, report: () => { }, log: { ...log, info: log.debug, group: (_, run) => run() } };
    const isolation = await enter(site, guard, quiet);
    const offline = { ...isolation, env: { ...isolation.env, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' } };
    try {
        return await act({
            entries: isolation.entries,
            git: (argv, input) => runCommand({ argv, isNetwork: false, ...(input === undefined ? {} : { input }) }, site.path, offline, guard, quiet),
        });
    }
    finally {
        isolation.close();
    }
}
async function enter(site, guard, work, entersSubmodules = false) {
    try {
        return await isolate(site, {
            ...work,
            env: guard.token === undefined ? work.env : { ...work.env, [tokenVariable]: guard.token },
            entersSubmodules,
            isAlone: guard.mode === 'exclusive',
            onIgnored: work.onNotice ?? work.log.info,
        });
    }
    catch (error) {
        if (!(error instanceof Unreadable))
            throw error;
        throw new guarded_GitFailed(faultOf([error.complaint]), error.complaint, error.trouble);
    }
}
/** Answers the lines it printed, inert. */
async function runCommand(command, path, isolation, guard, work) {
    const { clock, signal, log, report } = work;
    const argv = shorten(['git', ...command.argv.map(withoutCredentials)]);
    const refuseIfLost = () => {
        if (!guard.isHeld())
            throw takenAway(`The lock on '${inert(path)}' was lost, so \`${say(command)}\` is not trusted.`);
        signal.throwIfAborted();
    };
    for (let attempt = 1;; attempt += 1) {
        refuseIfLost();
        const lines = [];
        const result = await log.group(say(command), () => watch(command, isolation, guard, work, lines));
        report('git_finished', {
            argv,
            duration_ms: Math.round(result.durationMs),
            ...(command.isNetwork ? { network: true } : {}),
            ...(result.exitCode === null ? {} : { exit_code: result.exitCode }),
            ...(result.stopped ? { reason: result.stopped } : {}),
        });
        if (!result.isGone)
            throw failed(command, path, work, result, 'still running');
        refuseIfLost();
        const said = faultOf(result.complaints);
        const fault = result.stopped ? 'stopped' : said === 'unknown' && result.exitCode === null ? 'ended' : said;
        // Git may go on over a damaged pack and come out well; whoever reads next may not.
        if (result.exitCode === 0 && !result.stopped && (fault !== 'damage' || work.isSound))
            return lines;
        if (fault !== 'passing' || !command.isNetwork || attempt >= work.attempts)
            throw failed(command, path, work, result, fault, attempt);
        const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
        report('git_retried', { argv, reason: guarded_complaintOf(result), attempt });
        log.info(`That may pass: trying again in ${formatDuration(waitMs)} (attempt ${attempt + 1} of ${work.attempts}).`);
        await pause(clock, waitMs, signal);
    }
}
/** A fetch for many has many refspecs, and the journal is for people. */
const shorten = (argv) => argv.length > guarded_mostWords ? [...argv.slice(0, guarded_mostWords), `(and ${argv.length - guarded_mostWords} more)`] : [...argv];
/** As the user wrote it; the journal has the arguments. */
const say = ({ text, argv }) => text === undefined ? inert(withoutCredentials(['git', ...argv].join(' '))) : `git ${text.replace(/^git\s+/, '')}`;
const guarded_complaintOf = ({ complaints }) => complaints.slice(-toldComplaints).join('; ').replace(/\.$/, '');
const remedies = {
    'still running': 'A disk that does not answer is the usual cause. The lock is kept until it is gone.',
    stopped: 'Raise `git-timeout` if that is too short.',
    'full disk': 'Make space where the repository is; what was in it is still there.',
    'not writable': 'Let the user of this job write there, and see that the disk is sound.',
    refused: 'Check who this job is to the remote: `token` for https, the key of the user for ssh.',
    'missing remote': 'Check its address, and who may read there: to strangers many servers say that there is nothing.',
    'missing ref': 'The remote does not have it, or no longer: it may have been deleted or pushed over meanwhile.',
    'in the way': 'Take what git names out of the way; refs that the remote has deleted go with `--prune`.',
    diverged: 'Reset what is here, or tell git that it may be overwritten: a `+` before the refspec, or another option of `pull`.',
    contention: 'Something works in the repository without this lock, or left that file when it died: see what it is.',
    'damaged remote': 'What is damaged is the repository at the other side: its owner has to mend it.',
    damage: 'If `git fsck` finds nothing wrong there, the damage is at the remote.',
    passing: 'The network or the server is the cause. Run the job again later, or raise `retries`.',
};
function failed(command, path, work, result, fault, attempts = 1) {
    const times = attempts > 1 ? `, ${attempts} times` : '';
    const how = {
        'still running': 'could not be killed.',
        stopped: `took longer than ${formatDuration(work.limitMs)} and was stopped.`,
        ended: `was ended by a signal${times}.`,
        failed: `failed with exit code ${result.exitCode}${times}.`,
    }[fault === 'still running' || fault === 'stopped' ? fault : result.exitCode === null ? 'ended' : 'failed'];
    const complaint = guarded_complaintOf(result);
    return new guarded_GitFailed(fault, complaint, {
        what: `\`${say(command)}\` in '${inert(path)}' ${how}`,
        ...(complaint ? { why: `It said: ${complaint}.` } : {}),
        fix: remedies[fault] ?? 'What git said is in the log above.',
    });
}
/** FL_LOST: `what` says of which lock, and what that means. */
const takenAway = (what) => new errors/* FetchLockError */.qf('FL_LOST', {
    what,
    why: 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.',
    fix: 'Run the job again.',
});
async function watch({ argv, input }, isolation, guard, work, lines = []) {
    const lost = new AbortController();
    const stopLooking = work.clock.every(guarded_lookMs, () => guard.isHeld() || lost.abort());
    try {
        return await runGit(argv, isolation, {
            ...{ ...work, ...(input === undefined ? {} : { input }) },
            signal: AbortSignal.any([work.signal, lost.signal]),
            onLine: (line) => {
                if (lines.length < mostLines)
                    lines.push(line);
                work.log.info(`  ${line}`);
            },
        });
    }
    finally {
        stopLooking();
    }
}

;// CONCATENATED MODULE: ./lib/src/git/bundle.js
/**
 * A mirror as one file, and back, through git's own bundles. A bundle holds refs and objects and nothing else: no hook, no
 * configuration, no link, no other repository's directory. It may come from anybody.
 *
 * G1 what comes out of one is hashed again, so that every object is what its id says, and all that its refs reach is there.
 * G2 its refs are only claims: a mirror borrows the objects while it is cloned from its origin, and then takes them over.
 */






/** A bare copy of a mirror at this moment: hard links where the file system has them. Throws FL_GIT. */
const copyMirror = (mirror, into, work) => clone(mirror, into, work);
/** Puts all that the refs of a bare repository reach into a file, but for what jobs have there for a while. Throws FL_GIT, also for a repository without a commit. */
const bundle = (repository, file, work) => git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);
/** Makes a bare repository of a bundle. Throws FL_GIT for anything but a whole one; `into` is then not there. */
const unbundle = (file, into, work) => clone(file, into, work);
async function clone(from, into, work) {
    const isFree = !existsSync(into) || readdirSync(into).length === 0;
    if (!isFree)
        throw new FetchLockError('FL_GIT', { what: `'${inert(into)}' is not empty.` });
    try {
        await git(['clone', '--quiet', '--mirror', '--template=', '--', from, into], dirname(into), work);
    }
    catch (error) {
        rmSync(into, { recursive: true, force: true });
        throw error;
    }
}
/** Moves the objects of a repository into a mirror that was cloned with `--reference` to it, and that then borrows from it no more. */
function bundle_takeObjects(lender, mirror) {
    const packs = (repository) => join(repository, 'objects', 'pack');
    // Whoever finds an index looks for its pack.
    for (const name of readdirSync(packs(lender)).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')))) {
        renameSync(join(packs(lender), name), join(packs(mirror), name));
        // Who may read it is for the directories to say: the lender was made for this user alone.
        chmodSync(join(packs(mirror), name), 0o444);
    }
    // An origin on this host may borrow from others, and so does its clone.
    const alternates = join(mirror, 'objects', 'info', 'alternates');
    const lent = realpathSync(join(lender, 'objects'));
    const others = readFileSync(alternates, 'utf8')
        .split('\n')
        .filter((path) => path !== '' && path !== lent);
    if (others.length > 0)
        writeFileSync(alternates, `${others.join('\n')}\n`);
    else
        rmSync(alternates);
}
// These directories are our own.
const nobody = { trustedOwners: [] };
async function git(argv, dir, work) {
    const isolation = await isolate({ path: dir, kind: 'directory', guards: dir, workDir: dir }, { ...work, policy: nobody });
    const { exitCode, stopped, complaints } = await runGit(argv, isolation, { ...work, onLine: () => { } }).finally(isolation.close);
    work.signal.throwIfAborted();
    if (exitCode === 0)
        return;
    const how = stopped ? 'took too long' : exitCode === null ? 'was ended by a signal' : `failed with exit code ${exitCode}`;
    throw new FetchLockError('FL_GIT', {
        what: `\`git ${argv[0]}\` ${how}.`,
        ...(complaints.length > 0 ? { why: `${complaints.slice(-3).join('; ').replace(/\.$/, '')}.` } : {}),
    });
}

;// CONCATENATED MODULE: ./lib/src/fetch/mirror.js
/**
 * Making a bare mirror: aside, and then into its place by one rename.
 *
 * In order, under the exclusive lock of `stagingOf(mirror)`: `stage` it, get the lock of the mirror itself, `publish` it.
 * G1 whatever has the mirror's name is whole: a kill at any point leaves nothing there, or all of it.
 * G2 what was staged whole before a kill is used by the next one; what was not is thrown away.
 * G3 an existing mirror is never written over.
 */






const mirror_sourceAt = (url) => [
    ['remote.origin.url', url],
    ['remote.origin.fetch', '+refs/*:refs/*'],
    // Nor does a prune by hand take away what keeps a job's commits.
    ['remote.origin.fetch', '^refs/fetch-lock/*'],
    ['remote.origin.mirror', 'true'],
];
/** What is locked while a mirror is made, and where that happens. */
const stagingOf = (mirror) => `${mirror}.fetch-lock-new`;
const readyOf = (mirror) => (0,external_node_path_.join)(stagingOf(mirror), (0,external_node_path_.basename)(mirror));
/** True if a whole new mirror waits to be published. */
const isStaged = (mirror) => (0,external_node_fs_.existsSync)(readyOf(mirror));
const mirror_isThere = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
/**
 * Makes it aside. `lend` may make a repository, in the directory it is given, whose objects are then not fetched again.
 * Throws what `runCommand` throws, and FL_GIT where nothing can be made.
 */
async function mirror_stage(mirror, source, git, lend) {
    if (isStaged(mirror) && (await isFrom(readyOf(mirror), source, git)))
        return 'found';
    const staging = stagingOf(mirror);
    const making = join(staging, 'making');
    try {
        // We have its lock: whatever is there, nobody works on it any more.
        rmSync(staging, { recursive: true, force: true });
        mkdirSync(staging);
        const lender = join(staging, 'lender');
        const isLent = (await lend?.(lender)) ?? false;
        await fill(making, source, git, isLent ? lender : undefined);
        renameSync(making, readyOf(mirror));
        return isLent ? 'restored' : 'cloned';
    }
    catch (error) {
        discard(mirror);
        throw mirror_explain(mirror, error);
    }
}
/** True if its origin is that one, or none was asked for. What was staged for another address is not what this job wants. */
async function isFrom(dir, source, git) {
    const [, url] = source.find(([key]) => key === 'remote.origin.url') ?? [];
    if (url === undefined)
        return true;
    const found = await git(['config', '--get-all', 'remote.origin.url'], dir).catch(() => []);
    return found.join() === inert(url, 500);
}
/** Sets what was staged in its place; false if there is a mirror already. Needs the lock of the mirror. */
function mirror_publish(mirror) {
    try {
        const isNew = !mirror_isThere(mirror);
        if (isNew)
            renameSync(readyOf(mirror), mirror);
        discard(mirror);
        return isNew;
    }
    catch (error) {
        throw mirror_explain(mirror, error);
    }
}
function discard(mirror) {
    try {
        rmSync(stagingOf(mirror), { recursive: true, force: true });
    }
    catch {
        // The next one to stage does it.
    }
}
function mirror_explain(mirror, error) {
    if (errnoOf(error) === undefined)
        return error;
    return new FetchLockError('FL_GIT', {
        what: `The mirror '${inert(mirror)}' could not be made.`,
        why: `${messageOf(error)}.`,
        fix: `Let this user write to '${inert(dirname(mirror))}', and see that there is space.`,
    }, error);
}
/** True if every object that a ref needs is there. */
async function mirror_isSound(dir, git) {
    try {
        await git(['fsck', '--connectivity-only', '--no-dangling', '--no-reflogs', '--no-progress'], dir);
        return true;
    }
    catch (error) {
        if (error instanceof GitFailed && !['stopped', 'ended', 'still running'].includes(error.fault))
            return false;
        throw error;
    }
}
/** As git-config(1) reads it. Written by us: what a header of the old configuration keeps secret is then in no argument and no journal. */
function toConfiguration([key, value]) {
    const [, section, name = '', variable] = /^([^.]+)(?:\.(.*))?\.([^.]+)$/s.exec(key) ?? [];
    const quote = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
    return `[${section}${name === '' ? '' : ` ${quote(name)}`}]\n\t${variable} = ${quote(value)}\n`;
}
/** A repository with that configuration and all that its remotes have. */
async function fill(dir, source, git, lender) {
    const remotes = [...new Set(source.flatMap(([key]) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []))];
    const main = remotes.includes('origin') ? 'origin' : remotes[0];
    const url = source.find(([key]) => key === `remote.${main}.url`)?.[1] ?? '';
    const there = (await git(['ls-remote', '--symref', '--', url, 'HEAD'], dirname(dir), true)).join('\n');
    const format = /^[0-9a-f]{64}\b/m.test(there) ? ['--object-format=sha256'] : [];
    const mode = (statSync(dirname(dirname(dir))).mode & 0o020) === 0 ? [] : ['--shared=group'];
    await git(['init', '--quiet', '--bare', '--template=', ...format, ...mode, '--', dir], dirname(dir));
    appendFileSync(join(dir, 'config'), source.map(toConfiguration).join(''));
    if (lender !== undefined)
        writeFileSync(join(dir, 'objects', 'info', 'alternates'), `${realpathSync(join(lender, 'objects'))}\n`);
    for (const remote of remotes)
        await git(['fetch', '--prune', remote], dir, true);
    if (lender !== undefined)
        takeObjects(lender, dir);
    const head = /^ref: (refs\/heads\/\S+)\s+HEAD$/m.exec(there)?.[1];
    if (head !== undefined)
        await git(['symbolic-ref', 'HEAD', head], dir);
}

;// CONCATENATED MODULE: ./lib/src/fetch/refs.js
/** The refs of a repository as they stand in its files, which git cannot tell when some of them are broken. No link is followed. */



const gone = (/* unused pure expression or super */ null && (['ENOENT', 'ENOTDIR']));
/** Names of all refs, loose and packed. */
function refs_refNames(dir) {
    const packed = unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '';
    return [...looseRefs(dir), ...packed.split('\n').flatMap((line) => /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line)?.[1] ?? [])];
}
/**
 * Removes refs that say nothing, as a crash of the host leaves them, and that a fetch brings back: all of a bare repository, and
 * of others those that stand for a remote's, and our pins. Answers their names. Needs the lock.
 */
function dropBrokenRefs({ guards, kind }) {
    // Where git keeps refs in a reftable, a file `refs/heads` tells older gits so.
    const isOurs = (name) => (kind === 'bare' && name !== 'refs/heads') || /^refs\/(remotes|fetch-lock)\//.test(name);
    const broken = looseRefs(guards).filter((name) => isOurs(name) && saysNothing(join(guards, name)));
    return broken.filter((name) => {
        unless(gone, () => unlinkSync(join(guards, name)));
        return true;
    });
}
const saysNothing = (file) => {
    const text = unless(gone, () => readFileSync(file, 'latin1'));
    return text !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})(\s|$)|^ref:\s*\S/i.test(text);
};
function looseRefs(dir, name = 'refs') {
    const entries = unless(gone, () => readdirSync(join(dir, name), { withFileTypes: true })) ?? [];
    return entries.flatMap((it) => {
        const path = `${name}/${it.name}`;
        if (it.isDirectory())
            return looseRefs(dir, path);
        return it.isFile() && !it.name.endsWith('.lock') ? [path] : [];
    });
}
/** True if there is a ref of that name, loose or packed, that is itself one and leads to no other. Of a reftable it knows nothing, and says no. */
function hasRef(dir, name) {
    const file = join(dir, name);
    const loose = unless(gone, () => lstatSync(file));
    if (loose && !loose.isDirectory())
        return loose.isFile() && /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.test(unless(gone, () => readFileSync(file, 'latin1')) ?? '');
    return (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '').includes(` ${name}\n`);
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/rebuild.js
/**
 * A damaged mirror is set aside and made anew; every other repository is told how it is mended.
 *
 * G1 only what is a mirror: bare, without worktrees, and with no ref that its remotes would not give back. G2 at most once an hour,
 * counted on disk: a bad disk makes no loop. G3 the damaged one is not moved before the new one is whole, and is kept beside it
 * until the next one is set aside.
 */











const setAsideOf = (mirror) => `${mirror}.fetch-lock-damaged`;
const restMs = 3_600_000;
// They say nothing of the disk, so the next job may try.
const faultsOfOthers = (/* unused pure expression or super */ null && (['passing', 'refused', 'missing remote']));
/** True if that failure may come from damage in the repository, which a look into it is worth. */
function hintsAtDamage(failure, { guards }) {
    if (!(failure instanceof GitFailed))
        return false;
    // Without its configuration a repository has no remote.
    return (failure.fault === 'damage' || failure.fault === 'broken ref' || (failure.fault === 'missing remote' && isEmpty(join(guards, 'config'))));
}
const isEmpty = (file) => unless(['ENOENT'], () => statSync(file).size === 0) ?? true;
/** True if it is damaged, and not only the message says so. Needs the exclusive lock. */
const isDamaged = async ({ guards }, git) => isEmpty(join(guards, 'config')) || !(await isSound(guards, git));
/** Where it can be had from again. Throws FL_GIT, with the command that mends it, where it is not ours to make anew. */
async function sourceOf(scope, env, failure, url) {
    const { guards, kind, workDir } = scope;
    const where = rebuild_quote(workDir);
    const refuse = (why, fix) => new FetchLockError('FL_GIT', {
        what: `'${inert(scope.path)}' is damaged${failure.complaint ? `: ${failure.complaint}` : ''}.`,
        why: `It is not made anew, because ${why}.`,
        fix,
    });
    // A git directory that is named itself looks bare; an index tells of a working tree.
    if (kind !== 'bare' || guards !== workDir || basename(guards) === '.git' || existsSync(join(guards, 'index')))
        throw refuse('it is no bare mirror, and may have what is nowhere else', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`; or save what is only there, remove it, and clone it again.`);
    if ((unless(['ENOENT', 'ENOTDIR'], () => readdirSync(join(guards, 'worktrees'))) ?? []).length > 0)
        throw refuse('worktrees are linked to it', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`.`);
    const entries = await configurationOf(guards, env);
    const specs = entries.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? [value] : []));
    const source = specs.length > 0 ? entries : url === undefined ? [] : sourceAt(url);
    if (source.length === 0)
        throw refuse('its configuration does not say what it is a mirror of', `Give \`url\`, or remove it and make it again with \`git clone --mirror\`.`);
    const covered = source.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? coverOf(value) : []));
    const own = refNames(guards).find((name) => !covered.some((it) => it.test(name)) && !/^refs\/(tags|fetch-lock)\//.test(name));
    if (own !== undefined)
        throw refuse(`'${inert(own)}' is in it, which its remotes would not give back`, `Save what is only there; then remove it, and make it again with \`git clone --mirror\`.`);
    return source;
}
/** For a shell. */
const rebuild_quote = (path) => `'${inert(path).replaceAll("'", "'\\''")}'`;
/** What of its configuration a new one is to have too; nothing if it cannot be read. */
async function configurationOf(dir, env) {
    const { exitCode, stdout } = await ask('git', ['config', '--file', join(dir, 'config'), '--no-includes', '--list', '-z'], {
        cwd: '/',
        env: gitEnvironment(env),
    });
    if (exitCode !== 0)
        return [];
    const entries = stdout.split('\0').flatMap((it) => {
        const [key = '', ...value] = it.split('\n');
        const text = value.join('\n');
        // Relative to where the mirror is, not to where the new one is made.
        return key === '' ? [] : [[key, /^remote\..+\.url$/.test(key) && /^\.\.?\//.test(text) ? resolve(dir, text) : text]];
    });
    // The format of a repository is the new one's own.
    return entries.filter(([key]) => !/^(core|extensions|include|includeif)\./.test(key));
}
/** The names that a refspec writes. */
function coverOf(refspec) {
    const target = refspec.startsWith('^') ? undefined : refspec.split(':')[1];
    if (!target)
        return [];
    const [before = '', after] = target.split('*').map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return [new RegExp(`^${before}${after === undefined ? '' : `.*${after}`}$`)];
}
/** Makes it anew; answers where the damaged one is now. Needs the exclusive lock, and that of the staging. Throws FL_GIT. */
async function rebuild({ scope, source, clock, git }) {
    const { guards, lock } = scope;
    const record = join(lock.dir, 'rebuilt');
    const lastAt = Date.parse(String(readSmall(record)));
    const agoMs = clock.wall() - lastAt;
    if (agoMs < restMs)
        throw new FetchLockError('FL_GIT', {
            what: `The mirror '${inert(scope.path)}' is damaged, and was made anew, or that was tried, ${formatDuration(Math.max(0, agoMs))} ago.`,
            why: 'That points to the disk or its file system.',
            fix: `Check them. It is tried once in ${formatDuration(restMs)} at most; to have it tried at once, remove '${inert(record)}'.`,
        });
    try {
        // Before the work: what is killed in the middle counts as well.
        rmSync(`${record}.new`, { recursive: true, force: true });
        writeFileSync(`${record}.new`, JSON.stringify(new Date(clock.wall())), { flag: 'wx' });
        renameSync(`${record}.new`, record);
        await stage(guards, source, git);
        const aside = setAsideOf(guards);
        rmSync(aside, { recursive: true, force: true });
        renameSync(guards, aside);
        publish(guards);
        return aside;
    }
    catch (error) {
        if (error instanceof GitFailed && faultsOfOthers.includes(error.fault))
            rmSync(record, { force: true });
        throw errnoOf(error) === undefined ? error : explain(guards, error);
    }
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/mirror-checks.js
/** Is it a whole repository, does it belong to one user, and did the making of a mirror leave anything beside it? */













/** Root may look at what is another user's, but what is in it should be of one. */
function checkOwner({ scope, env }) {
    const { guards, kind } = scope;
    if (kind === 'directory')
        return [];
    const me = process.geteuid?.();
    if (me === undefined)
        return [];
    if (me !== 0) {
        try {
            isForeign(scope, policyOrNone(), env);
        }
        catch (error) {
            if (!(error instanceof errors/* FetchLockError */.qf))
                throw error;
            return [ofTrouble(error.trouble, as([], shell `chown -hR ${`${me}:${process.getegid?.()}`} -- ${scope.workDir}`))];
        }
    }
    const root = (0,external_node_fs_.statSync)(guards);
    const others = writtenIn(guards).filter((path) => {
        const it = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
        const isShared = it && it.mode & 0o020 && it.gid === root.gid;
        return it && it.uid !== root.uid && !isShared;
    });
    const [first] = others;
    if (first === undefined)
        return [];
    const count = others.length > 1 ? ` So do ${others.length - 1} others.` : '';
    return [
        said('fail', `'${first}' belongs to user ${(0,external_node_fs_.lstatSync)(first).uid}, and the repository to user ${root.uid}, who cannot write there.${count}`, {
            mend: as([], shell `chown -hR ${`${root.uid}:${root.gid}`} -- ${guards}`),
        }),
    ];
}
/** The directories of a repository in which a fetch writes. */
function writtenIn(guards) {
    const inside = (dir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [])
        .filter((it) => it.isDirectory())
        .map((it) => (0,external_node_path_.join)(it.parentPath, it.name));
    const tops = ['objects', 'refs', 'logs'].map((it) => (0,external_node_path_.join)(guards, it));
    return tops.flatMap((it) => [it, ...inside(it)]);
}
/** What has some of a repository and not all of it was being made, or is losing what it has. */
function checkHalf({ scope }) {
    const { guards, workDir, kind } = scope;
    if (kind !== 'directory')
        return contentsOf(scope);
    const found = (0,external_node_fs_.lstatSync)(workDir, { throwIfNoEntry: false });
    if (!found) {
        if (isStaged(guards))
            return [];
        return [
            said('warn', `There is nothing at '${workDir}' yet.`, {
                advice: 'Check the path; or a job makes a mirror there, if it gives `url`.',
            }),
        ];
    }
    const dotGit = (0,external_node_path_.join)(workDir, '.git');
    const inside = (0,external_node_fs_.lstatSync)(dotGit, { throwIfNoEntry: false });
    if (inside && !inside.isDirectory())
        return [
            said('fail', `'${dotGit}' leads to no repository.`, {
                advice: 'If it is a worktree of one that was moved, give this command there:',
                mend: shell `git worktree repair -- ${workDir}`,
            }),
        ];
    const gitDir = inside ? dotGit : workDir;
    const parts = ['HEAD', 'objects', 'refs'];
    const missing = parts.filter((it) => !mirror_isThere((0,external_node_path_.join)(gitDir, it)));
    const isMeant = inside !== undefined || missing.length < parts.length - 1 || (missing.length < parts.length && mirror_isThere((0,external_node_path_.join)(gitDir, 'config')));
    if (!isMeant)
        return [];
    return [
        said('fail', `'${gitDir}' looks like a repository, but has no ${missing.join(' and no ') || 'directory where one belongs'}.`, anew(found.uid, workDir, !inside)),
    ];
}
const anew = (owner, workDir, isBare) => ({
    advice: 'What is there stays, and what is missing is made; then fetch again.',
    mend: as([owner], isBare ? shell `git init --quiet --bare -- ${workDir}` : shell `git init --quiet -- ${workDir}`),
});
function contentsOf({ guards, workDir, kind }) {
    const config = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(guards, 'config')));
    const { uid } = (0,external_node_fs_.statSync)(guards);
    const isBare = kind === 'bare' && (0,external_node_path_.basename)(guards) !== '.git';
    const top = (0,external_node_path_.basename)(guards) === '.git' ? (0,external_node_path_.dirname)(guards) : workDir;
    if ((config?.size ?? 0) === 0)
        return [
            said('fail', `The configuration of '${guards}' is ${config ? 'empty' : 'gone'}, and with it the address of its remote.`, {
                ...anew(uid, top, isBare),
                advice: 'A job that gives `url` makes a mirror anew. By hand, `git remote add` has to follow:',
            }),
        ];
    const path = (0,external_node_path_.join)(guards, 'HEAD');
    const found = (0,external_node_fs_.lstatSync)(path);
    const head = readPlain(path);
    if (found.isSymbolicLink() || (head !== undefined && /^(ref:\s*refs\/\S|[0-9a-f]{40,64}\s*$)/.test(head)))
        return [];
    const { mend, advice } = anew(uid, top, isBare);
    return [
        said('fail', `'${path}' names no branch and no commit, so that git sees no repository there.`, {
            advice,
            mend: `${as([uid], shell `rm -r -- ${path}`)} && ${mend}`,
        }),
    ];
}
/** A mirror is made aside, and a damaged one is set aside. */
async function checkMirror({ scope, lockDir, clock }) {
    const { guards, workDir, kind } = scope;
    if (guards !== workDir || !['bare', 'directory'].includes(kind))
        return [];
    const [staging, aside] = [stagingOf(guards), setAsideOf(guards)];
    const nowAt = clock.wall();
    const agoOf = (path) => (0,duration/* formatDuration */.a)(Math.max(0, nowAt - (0,external_node_fs_.lstatSync)(path).mtimeMs));
    return [
        ...(mirror_isThere(staging) ? await stagedAt(staging, scope, agoOf(staging), nowAt, lockDir) : []),
        ...(mirror_isThere(aside)
            ? [
                said('warn', `A damaged mirror was set aside in '${aside}', ${agoOf(aside)} ago.`, {
                    advice: 'If nothing in it is needed any more:',
                    mend: as([(0,external_node_fs_.lstatSync)(aside).uid], shell `rm -rf -- ${aside}`),
                }),
            ]
            : []),
    ];
}
async function stagedAt(staging, { guards, path }, ago, nowAt, lockDir) {
    const lock = lockOf(staging, { workspace: '/', ...(lockDir === undefined ? {} : { lockDir }) });
    const makers = isReadable(lock) ? (await look_lookAt(lock, nowAt)).granted.filter((it) => it.verdict !== 'dead') : [];
    if (makers.length > 0)
        return [said('ok', `A mirror is being made in '${staging}'.`)];
    const owner = (0,external_node_fs_.lstatSync)(staging).uid;
    if (!mirror_isThere(guards) && isStaged(guards))
        return [
            said('warn', `A whole new mirror waits in '${staging}' to be set in its place, for ${ago}.`, {
                advice: 'The next job that gives `url` does it, too.',
                mend: `${as([owner], shell `mv -- ${(0,external_node_path_.join)(staging, (0,external_node_path_.basename)(guards))} ${guards}`)} && ${as([owner], shell `rm -r -- ${staging}`)}`,
            }),
        ];
    return [
        said('warn', `The making of '${(0,base_text/* inert */.tJ)(path)}' was broken off ${ago} ago, and its half is left in '${staging}'.`, {
            advice: 'The next job that makes this mirror removes it, too.',
            mend: as([owner], shell `rm -rf -- ${staging}`),
        }),
    ];
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/checks.js
/**
 * All checks, in the order in which they are made, and how one is made: it looks, changes nothing, and answers what it found. One that
 * cannot look is a warning and stops no other.
 */








const hostChecks = [
    { id: 'git', fine: 'git is new enough.', look: checkVersion },
    { id: 'policy', fine: 'No policy restricts this host.', look: checkPolicy },
    { id: 'inotify', fine: 'Waiters can watch directories.', look: checkInotify },
];
const lockChecks = [
    { id: 'path-length', fine: 'Its path is short enough.', look: checkPathLength, isFirst: true },
    { id: 'mount', fine: 'It is no mount point.', look: checkMount },
    { id: 'file-system', fine: 'The lock is on a local file system.', look: checkFileSystem },
    { id: 'space', fine: 'There is space.', look: checkSpace },
    { id: 'lock-dir', fine: 'The lock directory can be used.', look: checkDirectory },
    { id: 'contents', fine: 'What is in the lock directory has the right owners and modes.', look: checkContents },
    { id: 'format', fine: 'The lock directory is of a format that this version knows.', look: checkFormat },
    { id: 'journal', fine: 'The journal can be written.', look: checkJournal },
    { id: 'clock', fine: 'Nothing comes from the future.', look: checkClock },
    { id: 'dead', fine: 'Nobody in line is dead.', look: checkDead },
    { id: 'owner', fine: 'It belongs to whom it should.', look: checkOwner },
    { id: 'half', fine: 'It is whole, or no repository.', look: checkHalf },
    { id: 'mirror', fine: 'No making of a mirror was left half done.', look: checkMirror },
    { id: 'git-locks', fine: 'No git left a lock file.', look: checkGitLocks },
    { id: 'gc-pid', fine: 'No gc elsewhere keeps git waiting.', look: checkGcPid },
    { id: 'configuration', fine: 'Its configuration can be followed, and nothing is collected in the background.', look: checkConfiguration },
];
/** Makes one check; at least one finding comes of it. */
async function checks_make({ id, fine, look }, seen, path) {
    const found = await Promise.resolve(seen)
        .then(look)
        .catch((error) => [unseen(id, error, path)]);
    return (found.length > 0 ? found : [said('ok', fine)]).map((it) => ({ id, ...it }));
}
function unseen(id, error, path) {
    if (error instanceof errors/* FetchLockError */.qf)
        return ofTrouble(error.trouble);
    const isDenied = ['EACCES', 'EPERM'].includes((0,errors/* errnoOf */.UQ)(error) ?? '');
    const why = `${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error)).replace(/\.$/, '')}.`;
    return said('warn', `What the check '${id}' looks at cannot be seen: ${why}`, {
        ...(isDenied && path !== undefined && process.geteuid?.() !== 0 ? { mend: shell `sudo fetch-lock doctor -- ${path}` } : {}),
        ...(isDenied ? { advice: 'Look as the user of the runner, or as root.' } : {}),
    });
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/examine.js
/**
 * The looking itself, in a process of its own: a file system that does not answer keeps a process for as long as it likes, and nothing
 * in that process could tell. Whoever started it hears before each check which one it is, and after it what it found.
 */




/** Where a path is resolved, which is a look, too. */
const locating = 'path';
async function examine({ path, lockDir, after }, { env, clock, signal, cwd }, tell) {
    const sight = { env, clock, signal };
    if (path === undefined)
        await makeAll(hostChecks, sight, after, tell);
    else {
        tell({ news: 'began', id: locating });
        try {
            const [scope] = locate([path], { cwd, lockDir });
            if (scope) {
                const { guards, workDir, lock } = scope;
                tell({ news: 'located', guards, workDir, lockDir: lock.dir });
                await makeAll(lockChecks, { ...sight, scope, ...(lockDir === undefined ? {} : { lockDir }) }, after, tell, path);
            }
        }
        catch (error) {
            if (!(error instanceof errors/* FetchLockError */.qf))
                throw error;
            tell({ news: 'found', finding: { id: locating, ...ofTrouble(error.trouble) } });
        }
    }
    tell({ news: 'ended' });
}
async function makeAll(checks, seen, after, tell, path) {
    for (const it of checks.slice(checks.findIndex(({ id }) => id === after) + 1)) {
        tell({ news: 'began', id: it.id });
        const found = await checks_make(it, seen, path);
        for (const finding of found)
            tell({ news: 'found', finding });
        if (it.isFirst && worst(found) === 'fail')
            return;
    }
}

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
;// CONCATENATED MODULE: ./lib/src/cli/doctor/patience.js
/** Has somebody look, hears what is found, and waits for no check longer than it may take. */







/** Of the environment of the process that looks: its question, in JSON. */
const questionVariable = 'FETCH_LOCK_DOCTOR';
const [checkMs, wholeMs, graceMs] = [10_000, 300_000, 1500];
/** A file system that does not answer one check will hardly answer the others. */
const mostStuck = 2;
/** Throws what stopped us. */
async function look(question, host) {
    const heard = { ...(question.path === undefined ? {} : { path: question.path }), checks: [], isStuck: false };
    let { after } = question;
    for (let stuck = 1;; stuck++) {
        const { last, isLate, isGone, hasEnded, complaint } = await lookOnce({ ...question, ...(after === undefined ? {} : { after }) }, host, heard);
        host.signal.throwIfAborted();
        heard.isStuck ||= !isGone;
        if (hasEnded)
            return heard;
        const isLast = stuck === mostStuck || !isGone || last === undefined || last === locating;
        const why = isLate
            ? `did not end within ${(0,duration/* formatDuration */.a)(checkMs)}, and was stopped`
            : `ended without an answer${complaint && `: ${complaint}`}`;
        heard.checks.push({
            id: last ?? locating,
            ...said('warn', `The check '${last ?? locating}' ${why}.${isLast ? ' What comes after it was left out.' : ''}`, {
                ...(isLate ? { advice: 'A file system that does not answer keeps jobs waiting, too: look into it first.' } : {}),
            }),
        });
        if (isLast)
            return heard;
        after = last;
    }
}
async function lookOnce(question, { clock, cwd, env, signal }, heard) {
    const attempt = { isLate: false, isGone: true, hasEnded: false, complaint: '' };
    const late = new AbortController();
    const watch = () => clock.after(checkMs, () => {
        attempt.isLate = true;
        late.abort();
    });
    let callOff = watch();
    const hear = (news) => {
        callOff();
        callOff = watch();
        if (news.news === 'began')
            attempt.last = news.id;
        else if (news.news === 'found')
            heard.checks.push(news.finding);
        else if (news.news === 'ended')
            attempt.hasEnded = true;
        else
            Object.assign(heard, { guards: news.guards, workDir: news.workDir, lockDir: news.lockDir });
    };
    const decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    let rest = '';
    const [, program = ''] = process.argv;
    const result = await (0,exec/* run */.eF)(process.execPath, [...process.execArgv, program, 'doctor', '.'], {
        ...{ cwd, clock, limitMs: wholeMs, graceMs, signal: AbortSignal.any([signal, late.signal]) },
        env: { ...env, [questionVariable]: JSON.stringify(question) },
        onOutput: (bytes) => {
            const lines = (rest + decoder.write(bytes)).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                hear(JSON.parse(line));
        },
        onLine: (line) => {
            attempt.complaint = (0,base_text/* inert */.tJ)(line, 200);
        },
    })
        .catch((error) => {
        attempt.complaint = (0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 200);
        return { isGone: true };
    })
        .finally(() => callOff());
    return { ...attempt, isGone: result.isGone };
}

;// CONCATENATED MODULE: ./lib/src/cli/doctor/doctor.js
/** `fetch-lock doctor`: looks at everything that can be wrong with a lock, changes nothing, and tells the command that mends it. */





const doctor = {
    name: 'doctor',
    synopsis: 'PATH... [--json] [--lock-dir DIR]',
    does: 'find what is wrong with a lock, and the command that mends it',
    details: [
        'It looks at the host (git, the policy, inotify), at where the lock lives (owner, mode, mount point, file system, space), at what is in\nit (the dead, the journal, the clock) and at the repository (half-made, left-over lock files, gc, configuration).',
        'Looking changes nothing: no lock is taken, no file is made. Run it as the user of the runner, whose rights it then sees, or as root.\nWhat cannot be seen is a warning, and so is a check that does not end within ten seconds.',
        'Below each finding stands the command that mends it, for a POSIX shell. Read it before you give it.',
        'Exit codes: 0 everything is well, which is one line; 1 there are warnings; 2 there are failures, so that jobs fail or wait for ever;\n64 the command line is wrong.',
    ],
    options: [{ name: 'json', does: 'print one JSON document' }, lockDirOption],
    operands: { least: 1, most: 1000 },
    run: async (call, host) => {
        const question = host.env[questionVariable];
        if (question !== undefined)
            return answer(JSON.parse(question), host);
        const lockDir = lockDirOf(call);
        const nobody = await look({}, host);
        const locks = [];
        for (const path of new Set(call.operands)) {
            const it = await look({ path, ...(lockDir === undefined ? {} : { lockDir }) }, host);
            // Two spellings of one thing; two worktrees of one repository may each have something left over.
            if (it.workDir === undefined || !locks.some((other) => other.workDir === it.workDir))
                locks.push(it);
        }
        host.out.write(call.has('json') ? `${JSON.stringify(toDocument(nobody, locks), undefined, 2)}\n` : renderPatients(nobody, locks, host.out));
        const code = { ok: exit.ok, warn: exit.failed, fail: exit.bad }[worst([nobody, ...locks].flatMap((it) => it.checks))];
        // A process that the kernel does not let go would keep us from ending, too.
        if ([nobody, ...locks].some((it) => it.isStuck))
            process.exit(code);
        return code;
    },
};
async function answer({ ...question }, host) {
    await examine(question, host, (news) => host.out.write(`${JSON.stringify(news)}\n`));
    return exit.ok;
}
const toDocument = (host, locks) => ({
    level: worst([host, ...locks].flatMap((it) => it.checks)),
    host: { level: worst(host.checks), checks: host.checks },
    locks: locks.map(({ path, guards, lockDir, checks }) => ({
        path,
        ...(guards === undefined ? {} : { guards }),
        ...(lockDir === undefined ? {} : { lock_dir: lockDir }),
        level: worst(checks),
        checks,
    })),
});

;// CONCATENATED MODULE: ./lib/src/cli/help.js
const helpOption = { name: 'help', short: 'h', does: 'show this' };
const renderHelp = (commands) => [
    'Usage: fetch-lock COMMAND',
    '',
    ...columns(commands.map(({ name, does }) => [name, does])),
    '',
    '`fetch-lock COMMAND --help` tells more of each.',
    '',
].join('\n');
const renderCommandHelp = ({ name, synopsis, does, details, options }) => [
    `Usage: fetch-lock ${name}${synopsis && ` ${synopsis}`}`,
    '',
    `${does[0]?.toUpperCase()}${does.slice(1)}.`,
    '',
    ...details.flatMap((it) => [it, '']),
    ...columns([...options, helpOption].map((it) => [notation(it), it.does])),
    '',
].join('\n');
const notation = ({ name, short, takes }) => `${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`;
const columns = (rows) => {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/pins.js
/**
 * What keeps a commit that a job wanted for as long as the job holds: a ref of its own, `refs/fetch-lock/TICKET/COMMIT`. Every git
 * that cleans up goes by refs, ours or not.
 *
 * G1 no prune of ours takes one away, and none goes to a remote or comes from one: that is for command.ts and isolation.ts to see to.
 * G2 only what has that form is ever removed; what else lies there is not ours. G3 a pin is removed by others only if its ticket was
 * in no room of the lock after the pin had been seen: a ticket is there before its pins are. G4 who finds another at work waits for it.
 */





const pins_room = 'refs/fetch-lock';
/** The ref that keeps a commit for a ticket. Throws for what is none. */
function pinName(ticket, commit) {
    if (!isId(ticket) || !isCommitId(commit))
        throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
    return `${pins_room}/${ticket}/${commit}`;
}
function decodePin(name) {
    const [ticket = '', commit = '', ...more] = name.startsWith(`${pins_room}/`) ? name.slice(pins_room.length + 1).split('/') : [];
    return isId(ticket) && isCommitId(commit) && more.length === 0 ? { ticket, commit } : undefined;
}
/** True if this user may write there. */
const hasRoom = ({ guards }) => orNothing(() => accessSync(join(guards, 'refs'), constants.W_OK) ?? true) ?? false;
const pins_gone = (/* unused pure expression or super */ null && (['ENOENT', 'ENOTDIR']));
/** Whether there may be pins, seen from the files alone; true when in doubt. */
function hasPins({ guards }) {
    try {
        if (unless(pins_gone, () => lstatSync(join(guards, 'reftable'))))
            return true;
        if ((unless(pins_gone, () => readdirSync(join(guards, pins_room))) ?? []).length > 0)
            return true;
        const packed = join(guards, 'packed-refs');
        const found = unless(pins_gone, () => lstatSync(packed));
        // A pipe in its place would keep us for ever.
        return found !== undefined && (!found.isFile() || readFileSync(packed).includes(` ${pins_room}/`));
    }
    catch {
        return true;
    }
}
// Whoever packs or prunes refs by hand needs packed-refs.lock, too.
const patiently = (/* unused pure expression or super */ null && (['-c', 'core.packedRefsTimeout=30000', '-c', 'core.filesRefLockTimeout=5000']));
// A link among the refs is not followed.
const update = (lines, git) => lines.length === 0 ? Promise.resolve() : git([...patiently, 'update-ref', '--no-deref', '--stdin', '-z'], lines.join(''));
/** All of them or none; those that are there already are left. Throws GitFailed, also for a commit that is not there. */
async function pin(pins, git) {
    await update(pins.map(({ ticket, commit }) => `update ${pinName(ticket, commit)}\0${commit}\0\0`), git);
}
/** Removes them, in one process; one that is gone meanwhile is no error. Needs a lock that may write. Throws GitFailed. */
async function drop(pins, git) {
    await update(pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`), git);
}
/**
 * Removes the pins of a ticket whose holder may only read, beside others who write: each is a file of its own, and git's ways would
 * take packed-refs.lock. One that was packed meanwhile stays for `sweepPins`. Throws nothing.
 */
function unpin(ticket, { guards }) {
    const [own, all] = [(0,external_node_path_.join)(guards, pins_room, ticket), (0,external_node_path_.join)(guards, pins_room)];
    // A link would lead out of the repository.
    if (!ticket_isId(ticket) || ![(0,external_node_path_.join)(guards, 'refs'), all, own].every((it) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it).isDirectory())))
        return;
    for (const name of (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(own)) ?? [])
        if (operands_isCommitId(name))
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(own, name)));
    for (const it of [own, all])
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmdirSync)(it));
}
/** Removes the pins of all tickets that are not among the living, who are asked for when the pins were seen; answers how many. */
async function sweepPins(isLiving, git) {
    const lines = await git(['for-each-ref', '--format=%(refname)', `${pins_room}/`]);
    const found = lines.map(decodePin).filter((it) => it !== undefined);
    if (found.length === 0)
        return 0;
    const living = new Set(isLiving());
    const left = found.filter(({ ticket }) => !living.has(ticket));
    await drop(left, git);
    return left.length;
}

;// CONCATENATED MODULE: ./lib/src/lock/job/notebook.js
/**
 * What this job holds: a note for each grant in the job's own temporary directory. The search for deadlocks reads it, and the host's
 * hooks, which let go of what a post step did not. Without it, or with nonsense in it, a deadlock ends with the first time-out, and
 * what was not let go of is free when the job is gone.
 */






function openNotebook({ RUNNER_TEMP: temp }) {
    const dir = temp && (0,external_node_path_.join)(temp, 'fetch-lock');
    const orNothing = (act) => {
        try {
            return dir ? act(dir) : undefined;
        }
        catch {
            return undefined;
        }
    };
    return {
        note: ({ worker, ...grant }) => orNothing((room) => {
            const text = JSON.stringify({ ...grant, ...(worker ? { worker: encodeProcess(worker) } : {}) });
            (0,external_node_fs_.mkdirSync)(room, { recursive: true });
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(room, decodeToken(grant.token)?.id ?? ''), text, { flag: 'wx', mode: 0o600 });
        }),
        forget: (id) => orNothing((room) => ticket_isId(id) && (0,external_node_fs_.rmSync)((0,external_node_path_.join)(room, id), { force: true })),
        read: () => orNothing((room) => (0,external_node_fs_.readdirSync)(room)
            .filter(ticket_isId)
            .flatMap((id) => noteAt((0,external_node_path_.join)(room, id), id))) ?? [],
    };
}
function noteAt(path, id) {
    const it = line_readSmall(path);
    if (!isPlace(it?.place) || typeof it.token !== 'string' || decodeToken(it.token)?.id !== id)
        return [];
    const worker = typeof it.worker === 'string' ? decodeProcess(it.worker) : undefined;
    return [
        {
            ...{ place: it.place, token: it.token, path: typeof it.path === 'string' ? it.path : it.place.guards },
            ...{ mode: ['shared', 'update'].includes(it.mode) ? it.mode : 'exclusive', job: isJob(it.job) ? it.job : {} },
            ...(worker ? { worker } : {}),
            ...(typeof it.tracking === 'string' ? { tracking: it.tracking } : {}),
        },
    ];
}

;// CONCATENATED MODULE: ./lib/src/cli/hooks/clean-up.js











/** Trouble with one lock is told, and keeps no other. */
async function cleanUp(round) {
    const notebook = openNotebook(round.env);
    const worker = processOf(round.worker);
    const notes = notebook.read();
    const each = async (all, act) => {
        for (const it of all)
            await act(it).catch((error) => round.say((0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)));
    };
    const mine = notes.filter((it) => round.when === 'completed' && isOf(it, worker, round.env.RUNNER_TRACKING_ID));
    await each(mine, async (it) => {
        if (await letGo(it, round))
            notebook.forget(clean_up_idOf(it));
    });
    // Of a job before, whose worker was killed.
    const stale = notes.filter((it) => it.worker && judgePid(it.worker, systemKernel) === 'dead');
    const places = [...round.places, ...[...mine, ...stale].map(({ place, path }) => ({ ...place, path }))];
    await each([...new Map(places.map((it) => [it.dir, it])).values()], (it) => sweep(it, round));
    for (const it of stale)
        notebook.forget(clean_up_idOf(it));
}
const clean_up_idOf = ({ token }) => decodeToken(token)?.id ?? '';
/** The temporary directory may have been another job's too, which a runner that was started again did not see end. */
const isOf = (note, worker, tracking = '') => (worker !== undefined && note.worker !== undefined && isSameProcess(worker, note.worker)) ||
    (/^github_./.test(tracking) && note.tracking === tracking);
/** True if there is nothing to let go of any more. */
async function letGo({ place, token, path, mode, job }, { clock, say }) {
    const id = decodeToken(token)?.id ?? '';
    const store = hasLockDir(place) ? await openFileStore(place, clock) : undefined;
    try {
        if (!store?.isHeld(token))
            return true;
        if (clean_up_isAtWork(place, token)) {
            say(`The step that locked ${(0,base_text/* inert */.tJ)(path)} is still at work: its lock stays.`);
            return false;
        }
        // Its post did not run or was killed, so how its main ended is not known.
        await endOrphans(token, clock);
        unpin(id, place);
        const abandoned = await store.abandon(token);
        if (!abandoned)
            return true;
        const common = { lock: place.guards, path, mode, ticket: id, job, pid: process.pid };
        journalReport(place.dir, common, say)('lock_released', { held_ms: abandoned.heldMs, reason: 'job-completed hook' });
        say(`${sayReleased(path, mode, abandoned.heldMs)} The step's own post did not.`);
        return true;
    }
    finally {
        store?.close();
    }
}
/** In doubt it is. */
function clean_up_isAtWork(place, token) {
    const asker = readGranted(`${place.dir}/h/${token}`, token)?.asker;
    if (!asker)
        return false;
    const isOurs = asker.boot === systemKernel.boot && asker.namespace === systemKernel.namespace;
    return !isOurs || judgePid(asker, systemKernel) !== 'dead';
}
async function sweep({ path, ...place }, { clock, say, when }) {
    if (!hasLockDir(place))
        return;
    const store = await openFileStore(place, clock);
    try {
        const report = journalReport(place.dir, { lock: place.guards, path, pid: process.pid }, say);
        for (const it of await store.sweep()) {
            say(sayRecovered(path, it.job));
            const reason = `found dead by the job-${when} hook`;
            report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs, reason });
        }
    }
    finally {
        store.close();
    }
}

;// CONCATENATED MODULE: ./lib/src/cli/hooks/script.js
const whens = ['started', 'completed'];
/** A script of ours is known by this line, and may be replaced. */
const script_mark = '# fetch-lock hook';
/** One word of a POSIX shell, whatever is in it. */
const script_quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/**
 * Runs `program` with `args` on the runner's own Node, for `limitSeconds` at most, and succeeds whatever comes of it. The runner is
 * found by its worker, which is the script's parent (Runner.Worker in bin, beside externals), or by the temporary directory in its work.
 */
const renderHook = (when, program, args, limitSeconds = 10) => `#!/bin/bash
${script_mark}: job-${when}
# Frees what a job left locked. It never fails a job, and takes ${limitSeconds} seconds at most.
set +e
trap 'exit 0' ALRM
program=${script_quote(program)}
[ -f "$program" ] || exit 0
worker=$(readlink "/proc/$PPID/exe" 2>/dev/null || ps -o comm= -p "$PPID" 2>/dev/null)
node=
for root in "\${worker%/*}/.." "\${RUNNER_TEMP:-/}/../.."; do
  for name in node24 node20; do
    [ -z "$node" ] && [ -x "$root/externals/$name/bin/node" ] && node="$root/externals/$name/bin/node"
  done
done
[ -n "$node" ] || exit 0
unset NODE_OPTIONS
"$node" "$program" hooks --run ${when} --worker "$PPID"${args.map((it) => ` ${script_quote(it)}`).join('')} </dev/null &
child=$!
(
  trap 'kill "$nap"; exit 0' TERM
  sleep ${limitSeconds} &
  nap=$!
  wait "$nap"
  kill -9 "$child"
  kill -ALRM $$
) </dev/null >/dev/null 2>&1 &
guard=$!
wait "$child"
kill "$guard" 2>/dev/null
exit 0
`;

;// CONCATENATED MODULE: ./lib/src/cli/hooks/hooks.js
/** `fetch-lock hooks`: prints or installs the scripts, and is what they run. */










// Less than the script allows.
const limitMs = 8000;
const hooks = {
    name: 'hooks',
    synopsis: '[PATH...] [--install DIR [--force] | --print job-started|job-completed]',
    does: 'print or install job-started and job-completed hooks for the runner',
    details: [
        'A runner runs these two scripts around every job (ACTIONS_RUNNER_HOOK_JOB_STARTED and ACTIONS_RUNNER_HOOK_JOB_COMPLETED in its .env).' +
            ' The second frees what the job still holds because a post step could not run, and both recover the dead on the locks of PATHs.',
        'They run on the Node that the runner brings along, skip quietly where they find none, always succeed, and take 10 seconds at most.' +
            ' With neither option both are printed. With --install they are written to DIR as fetch-lock-job-started.sh and' +
            ' fetch-lock-job-completed.sh, and the lines for .env are printed; the runner reads them when it is started again.',
        'They call this very program where it is now. Print them again when it has moved, and let nobody write it whom the runner should not trust.',
        'Exit: 0 done, 1 not written, 64 usage. With --run always 0.',
    ],
    operands: { least: 0, most: 1000 },
    options: [
        { name: 'install', takes: 'DIR', does: 'write both scripts there; a runner takes no blank in their path' },
        { name: 'force', does: 'also over a file that is no hook of fetch-lock' },
        { name: 'print', takes: 'WHICH', does: 'print one: job-started or job-completed' },
        lockDirOption,
        { name: 'run', takes: 'WHEN', does: 'what the scripts call: started or completed' },
        { name: 'worker', takes: 'PID', does: "with --run: the job's own process" },
    ],
    async run(call, host) {
        const chosen = ['install', 'print', 'run'].filter(call.has);
        if (chosen.length > 1)
            throw new UsageError(`--${chosen[0]} and --${chosen[1]} exclude each other`);
        if (call.has('run'))
            return runHook(call, host);
        const args = argsOf(call, host);
        const scriptOf = (when) => renderHook(when, (0,external_node_fs_.realpathSync)(process.argv[1] ?? ''), args);
        const dir = call.text('install');
        if (dir !== undefined)
            return install((0,external_node_path_.resolve)(host.cwd, dir), scriptOf, call.has('force'), host);
        const which = call.text('print');
        const wanted = whens.filter((it) => which === undefined || which === `job-${it}`);
        if (wanted.length === 0)
            throw new UsageError(`--print takes job-started or job-completed, not '${(0,base_text/* inert */.tJ)(which ?? '')}'`);
        host.out.write(wanted.map(scriptOf).join('\n'));
        return exit.ok;
    },
};
/** What a script is to pass on: paths that mean the same wherever it runs. Throws FL_INPUT for one that cannot be locked. */
function argsOf(call, { cwd }) {
    const lockDir = lockDirOf(call);
    locate(call.operands, { cwd, lockDir });
    const given = lockDir === undefined ? [] : [`--lock-dir=${(0,external_node_path_.resolve)(cwd, lockDir)}`];
    return [...given, ...(call.operands.length > 0 ? ['--', ...call.operands.map((it) => (0,external_node_path_.resolve)(cwd, it))] : [])];
}
const fileOf = (dir, when) => (0,external_node_path_.join)(dir, `fetch-lock-job-${when}.sh`);
function install(dir, scriptOf, isForced, { out }) {
    if (/\s/.test(dir))
        throw new UsageError(`the runner splits the path of a hook at blanks, and '${(0,base_text/* inert */.tJ)(dir)}' has one`);
    if (!(0,external_node_fs_.statSync)(dir, { throwIfNoEntry: false })?.isDirectory())
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `'${(0,base_text/* inert */.tJ)(dir)}' is not a directory.`, fix: 'Make it first.' });
    const foreign = isForced ? undefined : whens.map((it) => fileOf(dir, it)).find(hooks_isForeign);
    if (foreign !== undefined) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `'${(0,base_text/* inert */.tJ)(foreign)}' is there, and is no hook of fetch-lock.`,
            fix: 'Give another directory; or --force to write over it.',
        });
    }
    for (const when of whens)
        write(fileOf(dir, when), scriptOf(when));
    const lines = whens.map((it) => `ACTIONS_RUNNER_HOOK_JOB_${it.toUpperCase()}=${fileOf(dir, it)}`);
    out.write(`Written. Add to the .env of the runner, and start the runner again:\n\n${lines.join('\n')}\n`);
    return exit.ok;
}
/** Something that we did not write. */
function hooks_isForeign(path) {
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    return found !== undefined && !(found.isFile() && found.size < 1_000_000 && (0,external_node_fs_.readFileSync)(path, 'utf8').split('\n')[1]?.startsWith(script_mark));
}
function write(path, text) {
    const staged = `${path}.${newId()}`;
    try {
        (0,external_node_fs_.writeFileSync)(staged, text, { flag: 'wx' });
        (0,external_node_fs_.chmodSync)(staged, 0o755);
        (0,external_node_fs_.renameSync)(staged, path);
    }
    finally {
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.rmSync)(staged, { force: true }));
    }
}
/** Whatever happens is told in the job's log, and nothing more. */
async function runHook(call, host) {
    const say = (text) => host.out.write(`fetch-lock: ${text}\n`);
    // What still waits then is nobody's business any more.
    const leave = () => setTimeout(() => process.exit(), 200).unref();
    try {
        const when = whens.find((it) => it === call.text('run'));
        if (!when)
            throw new UsageError('--run takes started or completed');
        const lockDir = lockDirOf(call);
        // A path that is gone meanwhile keeps no other.
        const scopes = call.operands.flatMap((it) => (0,errors/* orNothing */.bR)(() => locate([it], { cwd: host.cwd, lockDir })) ?? []);
        const round = { when, env: host.env, clock: host.clock, worker: Number(call.text('worker') ?? process.ppid), say };
        const isDone = await (0,base_clock/* atMost */.Tu)(host.clock, limitMs, cleanUp({ ...round, places: scopes.map((it) => ({ ...it.lock, path: it.path })) }).then(() => true));
        if (!isDone)
            say('Cleaning up took too long, and was left.');
    }
    catch (error) {
        say((0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000));
    }
    leave();
    return exit.ok;
}

;// CONCATENATED MODULE: ./lib/src/report/totals/tally.js
/** The modes of a lock; the journal is a file that others write too, so that anything else is only `unknown`. */
const tally_modes = ['shared', 'update', 'exclusive', 'unknown'];
const outcomes = ['released', 'died', 'broken', 'timeout', 'cancelled', 'unavailable', 'deadlock'];
const fetchOutcomes = ['fetched', 'joined', 'present'];
/** Upper limits of the buckets, in milliseconds: from a lock that is free to a job that holds it for an hour. */
const limitsMs = [
    10, 50, 100, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
];
const each = (keys, make) => Object.fromEntries(keys.map((key) => [key, make()]));
const emptyHistogram = () => ({ counts: [...limitsMs.map(() => 0), 0], sumMs: 0 });
const emptyTally = () => ({
    waits: each(tally_modes, emptyHistogram),
    holds: each(tally_modes, emptyHistogram),
    requests: each(tally_modes, () => each(outcomes, () => 0)),
    fetches: each(fetchOutcomes, () => 0),
    bypasses: 0,
    newestAt: 0,
    ended: [],
});
const [mostEnded, mostLetters] = [512, 64];
/** The totals with these events counted too; `before` stays as it is. */
function count(before, events) {
    const tally = structuredClone(before);
    const ended = new Set(tally.ended);
    for (const event of events)
        add(tally, event, ended);
    return { ...tally, ended: [...ended] };
}
/** The first end of this ticket, of which a note is taken in place of the oldest. */
function isFirst(ended, { ticket }) {
    const name = ticket?.slice(0, mostLetters);
    if (name === undefined)
        return true;
    if (ended.has(name))
        return false;
    ended.add(name);
    if (ended.size > mostEnded)
        ended.delete(ended.values().next().value ?? '');
    return true;
}
const ends = {
    lock_released: 'released',
    lock_recovered: 'died',
    lock_broken: 'broken',
    lock_timeout: 'timeout',
    lock_cancelled: 'cancelled',
    lock_unavailable: 'unavailable',
    deadlock_detected: 'deadlock',
};
function add(tally, event, ended) {
    tally.newestAt = Math.max(0, Date.parse(event.ts));
    const mode = tally_modes.find((it) => it === event.mode) ?? 'unknown';
    const outcome = ends[event.event];
    if (outcome !== undefined && isFirst(ended, event))
        tally_end(tally, event, mode, outcome);
    else if (event.event === 'lock_acquired')
        observe(tally.waits[mode], event.waited_ms ?? 0);
    else if (event.event === 'lock_bypassed')
        tally.bypasses += 1;
    else if (event.event === 'fetch_joined')
        tally.fetches.joined += 1;
    else if (event.event === 'fetch_skipped')
        tally.fetches.present += 1;
    else if (event.event === 'git_finished' && event.network && event.exit_code === 0)
        tally.fetches.fetched += 1;
}
function tally_end(tally, { held_ms: heldMs, waited_ms: waitedMs }, mode, outcome) {
    tally.requests[mode][outcome] += 1;
    // One that died while it waited has held nothing.
    const hasHeld = outcome === 'released' || (heldMs ?? 0) > 0;
    if (hasHeld && heldMs !== undefined)
        observe(tally.holds[mode], heldMs);
    else if (!hasHeld && waitedMs !== undefined)
        observe(tally.waits[mode], waitedMs);
}
// What a line may claim at most; more would make the sum useless for ever.
const mostMs = 366 * 24 * 3_600_000;
function observe(histogram, ms) {
    const believed = Math.min(mostMs, Math.max(0, Math.round(ms)));
    const bucket = limitsMs.findIndex((limit) => believed <= limit);
    const index = bucket < 0 ? limitsMs.length : bucket;
    histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
    histogram.sumMs += believed;
}
const countOf = ({ counts }) => counts.reduce((sum, it) => sum + it, 0);
/** True for what `count` gives, whoever wrote it down. */
function isTally(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const { ended, ...numbers } = read;
    const { ended: _, ...model } = emptyTally();
    return (isLike(model, numbers) &&
        Array.isArray(ended) &&
        ended.length <= mostEnded &&
        ended.every((it) => typeof it === 'string' && it.length <= mostLetters));
}
/** The same keys, and at their ends whole numbers that have not fallen below zero. */
function isLike(model, read) {
    if (typeof model === 'number')
        return Number.isSafeInteger(read) && read >= 0;
    if (typeof model !== 'object' || typeof read !== 'object' || model === null || read === null)
        return false;
    const keys = Object.keys(model);
    return (Array.isArray(model) === Array.isArray(read) &&
        keys.length === Object.keys(read).length &&
        keys.every((key) => isLike(model[key], read[key])));
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/metrics.js
/**
 * Totals in, Prometheus text out (https://prometheus.io/docs/instrumenting/exposition_formats/). Pure.
 * Labels are the lock's path, the mode and the outcome: nothing that a job may choose, so that there are only so many series a lock.
 */



const families = {
    fetch_lock_wait_seconds: ['histogram', 'From asking for the lock to being granted or giving up.'],
    fetch_lock_hold_seconds: ['histogram', 'From being granted the lock to letting go or being removed.'],
    fetch_lock_requests_total: ['counter', 'Requests for the lock that ended, by outcome.'],
    fetch_lock_fetches_total: ['counter', 'Fetches asked for: done, joined to that of another job, or not needed.'],
    fetch_lock_timeouts_total: ['counter', 'Requests that waited as long as they would and gave up.'],
    fetch_lock_recoveries_total: ['counter', 'Requests removed because whoever made them had died.'],
    fetch_lock_bypasses_total: ['counter', 'Steps that went on without the lock, since fail-closed was false.'],
    fetch_lock_waiters: ['gauge', 'Requests that wait in line now, those of the dead too until somebody recovers them.'],
    fetch_lock_holders: ['gauge', 'Requests that hold the lock now, those of the dead too until somebody recovers them.'],
    fetch_lock_last_event_timestamp_seconds: ['gauge', 'When the newest event in the journal of the lock happened.'],
};
const header = '# Written by fetch-lock; what others write here is lost.';
/** One document of these locks and of samples of others, each family once. */
function renderMetrics(all, others = []) {
    const samples = new Map([...others, ...all.flatMap(samplesOf)].map((it) => [it.series, it]));
    const blocks = Object.entries(families).flatMap(([family, [type, help]]) => {
        const mine = [...samples.values()].filter((it) => it.family === family);
        const lines = mine.map(({ series, value }) => `${series} ${value}`);
        return mine.length === 0 ? [] : [`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`, ...lines];
    });
    return [header, ...blocks, ''].join('\n');
}
/** A path as a label value. One that cannot be shown as it is has a mark that keeps it apart from all others. */
function lockLabel(guards) {
    const shown = (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(guards));
    const mark = shown === guards ? '' : ` #${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(guards).digest('hex').slice(0, 8)}`;
    return `${shown}${mark}`.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}
function samplesOf({ guards, tally, line }) {
    const lock = lockLabel(guards);
    const sample = (family, labels, value, suffix = '') => {
        const list = Object.entries({ lock, ...labels }).map(([name, it]) => `${name}="${it}"`);
        return { family, lock, series: `${family}${suffix}{${list.join(',')}}`, value: String(value) };
    };
    const histogram = (family, mode, it) => {
        let below = 0;
        const buckets = [...limitsMs.map((limit) => String(limit / 1000)), '+Inf'].map((le, index) => {
            below += it.counts[index] ?? 0;
            return sample(family, { mode, le }, below, '_bucket');
        });
        return [...buckets, sample(family, { mode }, it.sumMs / 1000, '_sum'), sample(family, { mode }, countOf(it), '_count')];
    };
    const ofAllModes = (outcome) => tally_modes.reduce((sum, mode) => sum + tally.requests[mode][outcome], 0);
    // A series that is there before its first event has a beginning to count from; of what should not be, there is none until it is.
    const shown = tally_modes.filter((mode) => mode !== 'unknown' || isUsed(tally, mode));
    return [
        ...shown.flatMap((mode) => histogram('fetch_lock_wait_seconds', mode, tally.waits[mode])),
        ...shown.flatMap((mode) => histogram('fetch_lock_hold_seconds', mode, tally.holds[mode])),
        ...shown.flatMap((mode) => outcomes.map((outcome) => sample('fetch_lock_requests_total', { mode, outcome }, tally.requests[mode][outcome]))),
        ...fetchOutcomes.map((outcome) => sample('fetch_lock_fetches_total', { outcome }, tally.fetches[outcome])),
        sample('fetch_lock_timeouts_total', {}, ofAllModes('timeout')),
        sample('fetch_lock_recoveries_total', {}, ofAllModes('died')),
        sample('fetch_lock_bypasses_total', {}, tally.bypasses),
        ...['fetch_lock_waiters', 'fetch_lock_holders'].flatMap((family) => tally_modes
            .filter((mode) => mode !== 'unknown')
            .map((mode) => sample(family, { mode }, line.filter((it) => it.mode === mode && it.isGranted === (family === 'fetch_lock_holders')).length))),
        ...(tally.newestAt > 0 ? [sample('fetch_lock_last_event_timestamp_seconds', {}, tally.newestAt / 1000)] : []),
    ];
}
const isUsed = ({ waits, holds, requests }, mode) => countOf(waits[mode]) + countOf(holds[mode]) + Object.values(requests[mode]).reduce((sum, it) => sum + it, 0) > 0;
/** True for a text that this wrote, which may therefore be replaced, as an empty one may. */
const isOurText = (text) => text.trim() === '' || text.startsWith(`${header}\n`);
const goneMs = (/* unused pure expression or super */ null && (30 * 24 * 3_600_000));
/** What a text of ours says of locks that have had an event in the last thirty days, those with these labels left out. */
function samplesIn(text, without, nowAt) {
    const samples = text.split('\n').flatMap((line) => readSample(line) ?? []);
    const lastAt = new Map(samples.filter((it) => it.family === 'fetch_lock_last_event_timestamp_seconds').map((it) => [it.lock, Number(it.value) * 1000]));
    return samples.filter(({ lock }) => !without.has(lock) && (lastAt.get(lock) ?? 0) > nowAt - goneMs);
}
function readSample(line) {
    const [, series = '', name = '', lock = '', value = ''] = /^((fetch_lock_[a-z_]+)\{lock="((?:[^"\\]|\\["\\])*)"(?:,[a-z]+="[\w.+]*")*\}) (\d+(?:\.\d+)?)$/.exec(line) ?? [];
    const family = Object.keys(families).find((it) => it === name || (families[it][0] === 'histogram' && ['_bucket', '_sum', '_count'].some((suffix) => it + suffix === name)));
    return family && { family, series, lock, value };
}

;// CONCATENATED MODULE: ./lib/src/report/publish.js
/** Text into a file that others read while it is written: prepared beside it and renamed, so that nobody sees half of it. */





/** Throws what people are to read. Replaces only a plain file; a link is not followed. */
function publishFile(path, text, { staged = besideOf(path), mode = 0o644 } = {}) {
    let isMade = false;
    try {
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === false)
            throw new Error('what is there is not a plain file');
        (0,external_node_fs_.writeFileSync)(staged, text, { flag: 'wx' });
        isMade = true;
        (0,external_node_fs_.chmodSync)(staged, mode);
        (0,external_node_fs_.renameSync)(staged, path);
    }
    catch (error) {
        if (isMade)
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { force: true }));
        throw unwritable(path, error);
    }
}
/** Not a name that its readers look for: node_exporter reads whatever ends in `.prom`. */
const besideOf = (path) => hiddenBeside(path, (0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex'));
/** A name beside the file, for something that belongs to it. */
const hiddenBeside = (path, suffix) => (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${[...(0,external_node_path_.basename)(path)].slice(0, 40).join('')}.fetch-lock-${suffix}`);
const publish_reasons = {
    ENOENT: 'the directory it is to be in does not exist',
    ENOTDIR: 'something on the way there is not a directory',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the device',
    EDQUOT: 'the disk quota is used up',
};
/** What people are to read of a file that cannot be written, or not be prepared beside its place. */
const unwritable = (path, error) => new Error(`'${(0,base_text/* inert */.tJ)(path)}' cannot be written: ${publish_reasons[(0,errors/* errnoOf */.UQ)(error) ?? ''] ?? (0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.`, { cause: error });

;// CONCATENATED MODULE: ./lib/src/report/totals/totals.js
/**
 * Totals of a lock that go on where its journal has long forgotten: a small file beside the journal says what has been counted, and
 * how far in each of the journal's files. Who wants the totals reads it, counts what came since, and writes it anew.
 *
 * G1 an event is counted once, however often, by how many and in which order they are read: a file of the journal is known by its
 *    first line, not by its name, which rotation changes. G2 nobody waits: of two who write at once the later one wins, and what the
 *    other one has counted is counted again from where this one is. G3 who may not write gets the same totals. G4 a file that is
 *    missing, cut off or nonsense means to begin again with what the journal still has, which Prometheus takes for a restart.
 * Not promised: what nobody has counted before rotation took it away.
 */







const totalsOf = (lockDir) => (0,external_node_path_.join)(lockDir, 'totals.json');
/**
 * The totals up to now. `staged` is where the file may be prepared: a name on the same file system that nobody else has.
 * Throws nothing: what cannot be read counts for nothing.
 */
function totalUp(lockDir, staged) {
    const before = readTotals(lockDir);
    const after = advance(before, lockDir);
    if (JSON.stringify(after) !== JSON.stringify(before))
        (0,errors/* orNothing */.bR)(() => save(lockDir, after, staged));
    return after.tally;
}
function save(lockDir, { marks, tally }, staged) {
    const mode = (0,external_node_fs_.lstatSync)(lockDir).mode & 0o020 ? 0o664 : 0o644;
    publishFile(totalsOf(lockDir), `${JSON.stringify({ v: 1, marks, tally })}\n`, { staged, mode });
}
// A file that is not seen while it gets another name must not be forgotten: it would be counted again.
const mostMarks = 128;
function advance(before, lockDir) {
    const marks = new Map(before.marks.map(({ id, counted }) => [id, counted]));
    let { tally } = before;
    const files = openJournal(lockDir);
    try {
        for (const fd of files) {
            const found = (0,errors/* orNothing */.bR)(() => readOn(fd, (id) => marks.get(id) ?? 0));
            if (!found)
                continue;
            tally = count(tally, parseLines(found.text));
            // Those that are still there are the last to be forgotten.
            marks.delete(found.id);
            marks.set(found.id, found.counted);
        }
    }
    finally {
        for (const fd of files)
            (0,external_node_fs_.closeSync)(fd);
    }
    return { marks: [...marks].map(([id, counted]) => ({ id, counted })).slice(-mostMarks), tally };
}
function* parseLines(text) {
    for (const line of text.split('\n')) {
        const event = parseEvent(line);
        if (event)
            yield event;
    }
}
const totals_mostTries = 20;
/** All files of the journal as they were at one moment, the oldest first; the caller closes them. */
function openJournal(lockDir) {
    for (let tries = 1;; tries++) {
        const names = totals_namesIn(lockDir);
        const files = names.flatMap((name) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.openSync)((0,external_node_path_.join)(lockDir, name), totals_safely)) ?? []);
        // Else one was put aside, and is missing here.
        if (tries === totals_mostTries || names.join() === totals_namesIn(lockDir).join())
            return files;
        for (const fd of files)
            (0,external_node_fs_.closeSync)(fd);
    }
}
/** The one that is written to comes last; what was put aside bears a rising number in its name. */
function totals_namesIn(lockDir) {
    const names = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(lockDir)) ?? [];
    const archives = names.filter((it) => /^journal-\d[\w-]{0,100}\.jsonl$/.test(it)).sort(byNumber);
    return [...archives.slice(1 - mostMarks), ...names.filter((it) => it === 'journal.jsonl')];
}
const byNumber = new Intl.Collator('en', { numeric: true }).compare;
const [mostIdBytes, totals_mostBytes] = [4096, 16 * 1_048_576];
// A planted link is not followed, a planted fifo does not block.
const totals_safely = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/** The whole lines after the mark, and where the next one begins; undefined for what is not, or not yet, a file of the journal. */
function readOn(fd, markOf) {
    const found = (0,external_node_fs_.fstatSync)(fd);
    if (!found.isFile())
        return undefined;
    const { size } = found;
    const head = totals_readAt(fd, 0, Math.min(size, mostIdBytes));
    // A line without anything in it would be the same in many files.
    const cut = head.indexOf('\n', 1);
    if (cut < 0 && head.length < mostIdBytes)
        return undefined;
    const id = (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update(cut < 0 ? head : head.subarray(0, cut))
        .digest('hex')
        .slice(0, 32);
    const from = markOf(id);
    const bytes = totals_readAt(fd, from, Math.max(0, Math.min(size - from, totals_mostBytes)));
    const whole = bytes.lastIndexOf('\n') + 1;
    // So much without the end of a line is no line of ours.
    const used = whole === 0 && bytes.length === totals_mostBytes ? totals_mostBytes : whole;
    return { id, counted: from + used, text: bytes.subarray(0, used).toString('utf8') };
}
function totals_readAt(fd, position, length) {
    const bytes = Buffer.alloc(length);
    let read = 0;
    for (let got = 1; got > 0 && read < length; read += got)
        got = (0,external_node_fs_.readSync)(fd, bytes, read, length - read, position + read);
    return bytes.subarray(0, read);
}
const mostTotalsBytes = 262_144;
function readTotals(lockDir) {
    const read = (0,errors/* orNothing */.bR)(() => {
        const fd = (0,external_node_fs_.openSync)(totalsOf(lockDir), totals_safely);
        try {
            const found = (0,external_node_fs_.fstatSync)(fd);
            return found.isFile() && found.size <= mostTotalsBytes ? JSON.parse(totals_readAt(fd, 0, found.size).toString('utf8')) : undefined;
        }
        finally {
            (0,external_node_fs_.closeSync)(fd);
        }
    });
    const isWhole = read?.v === 1 && Array.isArray(read.marks) && read.marks.every(isMark) && isTally(read.tally);
    return isWhole ? { marks: read.marks, tally: read.tally } : { marks: [], tally: emptyTally() };
}
const isMark = (read) => {
    const it = read;
    return typeof it?.id === 'string' && /^[\da-f]{32}$/.test(it.id) && Number.isSafeInteger(it.counted) && it.counted >= 0;
};

;// CONCATENATED MODULE: ./lib/src/cli/metrics.js
/** `fetch-lock metrics`: what Prometheus reads of locks. */











const metrics = {
    name: 'metrics',
    synopsis: 'PATH... [--lock-dir DIR] [--output FILE]',
    does: 'print what Prometheus reads: waits, holds, fetches, time-outs, who waits now',
    details: [
        'For cron, with node_exporter’s textfile directory:\n  * * * * * fetch-lock metrics /srv/mirrors/*.git --output /var/lib/node_exporter/fetch-lock.prom',
        'Totals go on when the journal is rotated: totals.json in the lock directory says what has been counted. What happened since the last\nlook and is no longer in the journal is missing, so look now and then. A path without a lock yet is told with zeros; nothing is made.',
        'The file is replaced as a whole, with the paths given here and no others; unlike the input `metrics-file`, it does not keep what is there.',
        'Exit codes: 0 done; 1 a lock could not be looked at (the others are there) or the file not written; 64 usage.',
    ],
    options: [
        lockDirOption,
        { name: 'output', takes: 'FILE', does: 'write there, by rename and readable for all, rather than to the terminal' },
    ],
    operands: { least: 1, most: Number.POSITIVE_INFINITY },
    async run(call, { cwd, out, err }) {
        const output = call.text('output');
        if (output !== undefined && (/(^|\/)\.{0,2}$/.test(output) || output.includes('\0')))
            throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `Option \`--output\` is '${(0,base_text/* inert */.tJ)(output)}', which names no file.`, fix: 'Name one.' });
        let code = exit.ok;
        const all = locate(call.operands, { cwd, lockDir: lockDirOf(call) }).flatMap((scope) => {
            try {
                return figuresOf(scope);
            }
            catch (error) {
                err.write(`fetch-lock: the lock of '${(0,base_text/* inert */.tJ)(scope.path)}' is left out: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}\n`);
                code = exit.failed;
                return [];
            }
        });
        const text = renderMetrics(all);
        if (output === undefined)
            out.write(text);
        else
            publishFile((0,external_node_path_.resolve)(cwd, output), text);
        return code;
    },
};
function figuresOf({ guards, lock }) {
    if (!hasLockDir(lock))
        return { guards, tally: emptyTally(), line: [] };
    if (!isUsable(lock))
        throw new Error(`'${lock.dir}' is not a lock directory that this user may trust.`);
    return { guards, line: readStanding(lock.dir), tally: totalUp(lock.dir, stagedIn(lock.dir)) };
}

;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./lib/src/report/waiting/spans.js
// Less of a wait than this is how long letting go takes.
const leastPart = 0.02;
// As many as anybody reads; a line of thousands would have millions.
const mostObstacles = 20;
const conflict = (one, other) => one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');
// No request waits longer than the longest time-out there is; a record that says so is wrong.
const longestMs = 2 ** 31;
/** One span a row, in the order of asking. */
function spansOf(rows, nowAt) {
    const granted = new Map();
    const spans = rows.toReversed().map((row) => {
        const span = settle(row, nowAt, granted);
        const mode = plainMode(row.mode);
        if (span.isGranted)
            granted.set(mode, Math.min(span.waitedUntil, granted.get(mode) ?? Number.POSITIVE_INFINITY));
        return span;
    });
    return spans.reverse().sort((a, b) => a.askedAt - b.askedAt);
}
/** A mode that nobody knows shares, as far as the pictures go. */
const plainMode = (mode) => (mode === 'exclusive' || mode === 'update' ? mode : 'shared');
/** `granted`: when a request that asked later was first granted, by mode. */
function settle(row, nowAt, granted) {
    const isOpen = row.endedAt === undefined && (row.outcome === 'waiting' || row.outcome === 'holding');
    const mode = row.downgradedAt === undefined ? row.mode : 'shared';
    const overtakenAt = [...granted]
        .filter(([later, at]) => at > (row.grantedAt ?? row.askedAt) && conflict(mode, later))
        .map(([, at]) => at);
    const until = Math.min(nowAt, ...overtakenAt);
    const askedAt = Math.max(row.askedAt, (row.grantedAt ?? row.endedAt ?? row.askedAt) - longestMs);
    const endsAt = Math.max(askedAt, row.endedAt ?? (isOpen ? until : askedAt + (row.waitedMs ?? 0)));
    const waitedUntil = Math.min(endsAt, Math.max(askedAt, row.grantedAt ?? endsAt));
    return {
        ...{ row, askedAt, waitedUntil, endsAt, isGranted: row.grantedAt !== undefined, isOpen: isOpen && overtakenAt.length === 0 },
        downgradedAt: Math.min(endsAt, Math.max(waitedUntil, row.downgradedAt ?? endsAt)),
    };
}
const waitedMs = (span) => span.waitedUntil - span.askedAt;
const heldMs = (span) => span.endsAt - span.waitedUntil;
/**
 * Of each that waited: who held what it could not share, for a part of the wait that is worth telling, the longest first; if nobody
 * did, who stood in front of it. As many as people read.
 */
function spans_inTheWay(spans) {
    const found = new Map();
    const byGrant = spans.filter((it) => it.isGranted).sort((a, b) => a.waitedUntil - b.waitedUntil);
    let seen = 0;
    let holding = [];
    let waiting = [];
    for (const span of spans) {
        for (; byGrant[seen] && (byGrant[seen]?.waitedUntil ?? 0) <= span.askedAt; seen += 1)
            holding.push(byGrant[seen]);
        holding = holding.filter((it) => it.endsAt > span.askedAt);
        waiting = waiting.filter((it) => it.waitedUntil > span.askedAt);
        if (waitedMs(span) > 0) {
            const held = [...holding, ...grantedWithin(byGrant, seen, span)]
                .map((it) => ({ span: it, ms: it === span ? 0 : blockedMs(it, span) }))
                .filter(({ ms }) => ms >= waitedMs(span) * leastPart)
                .sort((a, b) => b.ms - a.ms);
            const inFront = () => waiting.filter((it) => conflict(it.row.mode, span.row.mode)).map((it) => ({ span: it, ms: 0 }));
            const obstacles = (held.length > 0 ? held : inFront()).slice(0, mostObstacles);
            if (obstacles.length > 0)
                found.set(span, obstacles);
            waiting.push(span);
        }
    }
    return found;
}
function grantedWithin(byGrant, from, span) {
    const found = [];
    for (let index = from; index < byGrant.length; index += 1) {
        const it = byGrant[index];
        if (!it || it.waitedUntil >= span.waitedUntil)
            break;
        found.push(it);
    }
    return found;
}
/** For how long `holder` held what `waiter` could not share. */
function blockedMs(holder, waiter) {
    const own = conflict(holder.row.mode, waiter.row.mode) ? holder.downgradedAt : holder.waitedUntil;
    const until = conflict('shared', waiter.row.mode) ? holder.endsAt : own;
    return Math.max(0, Math.min(until, waiter.waitedUntil) - Math.max(holder.waitedUntil, waiter.askedAt));
}

;// CONCATENATED MODULE: ./lib/src/report/waiting/bursts.js
/**
 * Requests that came together, so that they can be drawn on one axis: a week of waits of seconds on one axis would be dust. Pure.
 * G1 Every request is a member of exactly one burst. G2 Who was in the way of a member is there too, as a guest.
 */

const gapMs = 5000;
const mostMembers = 24;
const mostGuests = 4;
/** As many spans as a burst has at the most. */
const mostInBurst = mostMembers + mostGuests;
/** From then on it stands in nobody's way who only reads. */
const activeUntil = (span) => (span.row.mode === 'shared' ? span.waitedUntil : span.downgradedAt);
function burstsOf(spans, obstacles) {
    const bursts = [];
    let members = [];
    let until = Number.NEGATIVE_INFINITY;
    const close = () => {
        if (members.length > 0)
            bursts.push(makeBurst(members, obstacles));
        members = [];
    };
    for (const span of spans) {
        if (members.length >= mostMembers || span.askedAt > until + gapMs) {
            close();
            until = Number.NEGATIVE_INFINITY;
        }
        members.push(span);
        until = Math.max(until, activeUntil(span));
    }
    close();
    return bursts;
}
function makeBurst(members, obstacles) {
    const own = new Set(members);
    const blocked = new Map();
    for (const { span, ms } of members.flatMap((it) => obstacles.get(it) ?? [])) {
        if (!own.has(span))
            blocked.set(span, (blocked.get(span) ?? 0) + ms);
    }
    const guests = [...blocked]
        .sort(([, a], [, b]) => b - a)
        .slice(0, mostGuests)
        .map(([span]) => span);
    return {
        fromAt: Math.min(...members.map((it) => it.askedAt)),
        toAt: Math.max(...members.map(activeUntil)),
        spans: [...guests, ...members].sort((a, b) => a.askedAt - b.askedAt),
        members: members.length,
        waitedMs: members.reduce((sum, it) => sum + waitedMs(it), 0),
    };
}
/** Milliseconds of waiting that are worth a look. */
const worthMs = 1000;
/** Those worth a look, as far as there is room: those with the longest waits, and if nobody waited, the newest; the newest first. */
function chooseBursts(bursts, mostSpans) {
    const waited = bursts.filter((it) => it.waitedMs >= worthMs).sort((a, b) => b.waitedMs - a.waitedMs);
    const candidates = waited.length > 0 ? waited : bursts.toReversed();
    let room = waited.length > 0 ? mostSpans : Math.min(mostSpans, mostInBurst);
    const chosen = candidates.filter((it) => {
        if (it.spans.length > room)
            return false;
        room -= it.spans.length;
        return true;
    });
    return chosen.sort((a, b) => b.fromAt - a.fromAt);
}
/** Steps of a clock that people read at a glance. */
const steps = [
    100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000,
    14_400_000, 21_600_000, 43_200_000, 86_400_000,
];
/** The first step with at most `most` of them in `ms`. */
const stepFor = (ms, most) => steps.find((it) => ms / it <= most) ?? Math.ceil(ms / most / 86_400_000) * 86_400_000;

;// CONCATENATED MODULE: ./lib/src/report/pictures/captions.js
/** What the pictures of a lock's past say beside their bars. Names are made inert here, for a line of text. Pure. */





/** A wait shorter than this was none, for people. */
const leastMs = 50;
const endings = {
    timeout: 'gave up',
    cancelled: 'was cancelled',
    died: 'died without letting go',
    broken: 'was ended by an admin',
    unavailable: 'got no lock',
    deadlock: 'was refused: it would have been a deadlock',
    bypassed: 'went on without the lock',
};
/** The numbers by which a burst's requests call each other. */
const captions_numberSpans = ({ spans }) => new Map(spans.map((it, index) => [it, index + 1]));
/** `behind 2 and 3 more`: who is drawn in the same burst is called by its number. */
function sayBehind(obstacles, numbers) {
    const first = obstacles.find((it) => numbers.has(it.span));
    if (!first)
        return obstacles.length > 0 ? `behind ${(0,base_text/* plural */.LS)(obstacles.length, 'request')} before these` : '';
    return `behind ${numbers.get(first.span)}${obstacles.length > 1 ? ` and ${obstacles.length - 1} more` : ''}`;
}
/** One that asked before the others came is a guest of theirs: its own wait is drawn elsewhere. */
const isMember = (span, fromAt) => span.askedAt >= fromAt;
/** What became of one request, in a few words. */
function captions_saySpan(span, fromAt, obstacles, numbers) {
    const { row, isOpen, isGranted } = span;
    const waits = waitedMs(span) >= leastMs && isMember(span, fromAt);
    const fetched = { none: '', present: 'nothing to fetch', joined: captions_sayJoined(row.joined), fetched: 'fetched' }[row.fetched];
    return [
        waits && `${isOpen && !isGranted ? 'has waited' : 'waited'} ${(0,duration/* formatDuration */.a)(waitedMs(span))} ${sayBehind(obstacles, numbers)}`.trim(),
        isMember(span, fromAt) && fetched && (row.merged > 0 ? `${fetched}, also for ${(0,base_text/* plural */.LS)(row.merged, 'request')} in line` : fetched),
        isGranted && `${isOpen ? 'has held' : 'held'} ${(0,duration/* formatDuration */.a)(heldMs(span))}`,
        endings[row.outcome],
    ]
        .filter(Boolean)
        .join(' · ');
}
const captions_sayJoined = ([first]) => (first ? `joined the fetch of ${captions_nameShortly(first, 60)}` : 'joined a fetch');
/** `21 Nov 2026 05:12:03 UTC`. */
function sayTime(at) {
    const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
    return `${Number(day)} ${month} ${year} ${time} UTC`;
}
/** The part of its name that tells a job from those beside it. */
function captions_nameShortly(job, most) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    return (0,base_text/* inert */.tJ)(job.job ? `${job.job}${leg}` : (job.command ?? words_nameJob(job)), most);
}
/** The numbers that matter, each with what it counts; those that are nought and good to be so are left out. */
function figuresInWords(figures) {
    const { requests, p50Ms, p95Ms, totalMs, timeouts, recoveries, bypassed, fetches } = figures;
    const all = [
        [requests, requests === 1 ? 'request' : 'requests'],
        [p50Ms === undefined ? undefined : (0,duration/* formatDuration */.a)(p50Ms), 'median wait (p50)'],
        [p95Ms === undefined ? undefined : (0,duration/* formatDuration */.a)(p95Ms), 'p95 wait'],
        [totalMs >= leastMs ? (0,duration/* formatDuration */.a)(totalMs) : undefined, 'of waiting in all'],
        [timeouts || undefined, 'gave up'],
        [recoveries || undefined, recoveries === 1 ? 'holder died' : 'holders died'],
        [bypassed || undefined, 'went on without the lock'],
        [fetches.asked > 0 ? `${fetches.saved} of ${fetches.asked}` : undefined, 'fetches saved'],
    ];
    return all.flatMap(([number, of]) => (number === undefined ? [] : [[String(number), of]]));
}
/** Whom they waited for. */
function sayBlockers({ blockers, figures }, most) {
    const named = blockers.slice(0, most).map((it) => `${it.name} (${(0,duration/* formatDuration */.a)(it.ms)}, ${(0,base_text/* plural */.LS)(it.waits, 'wait')})`);
    if (named.length > 0)
        return `Most of the waiting was for ${named.join('; ')}.`;
    return figures.totalMs < worthMs ? 'Nobody had to wait for anybody.' : 'Whom they waited for is not in the journal.';
}
/** What the pictures of a lock leave out; nothing, if they don't. */
function sayLeft(count) {
    return count > 0 ? `${(0,base_text/* plural */.LS)(count, 'more request')} not drawn, which waited less or held nobody up; the numbers count all of them.` : '';
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/bars.js
/** The report for a terminal: what each lock has cost, and who waited for whom, as bars on a common axis. Pure. */





const mostBlockers = 3;
/** One lock: its numbers, whom they waited for, and the worst of it drawn. */
function renderBars(account, canvas) {
    const { path, spans, obstacles, figures, bursts } = account;
    const { paint, width } = canvas;
    const heading = paint('bold', pad((0,base_text/* inert */.tJ)(path), width).trimEnd());
    if (spans.length === 0)
        return [heading, ...wrap('Nobody has asked for this lock.', width)];
    const chosen = chooseBursts(bursts, mostInBurst);
    const left = sayLeft(spans.length - new Set(chosen.flatMap((it) => it.spans)).size);
    const numbers = figuresInWords(figures).map(([number, of]) => `${number} ${of}`);
    return [
        heading,
        ...wrap(numbers.join(' · '), width),
        ...wrap(sayBlockers(account, mostBlockers), width),
        ...chosen.flatMap((it) => ['', ...renderBurst(it, obstacles, canvas)]),
        ...(left ? ['', ...wrap(left, width)] : []),
    ];
}
function renderBurst(burst, obstacles, { width, paint }) {
    const numbers = captions_numberSpans(burst);
    const isWide = width >= 72;
    const figure = isWide ? 28 : 9;
    const name = Math.min(40, Math.max(10, Math.floor(width * 0.26)));
    const plot = Math.max(6, width - 2 - 3 - name - 1 - 1 - figure);
    const spanMs = Math.max(1, burst.toAt - burst.fromAt);
    const rows = burst.spans.map((span) => {
        const waits = waitedMs(span) >= leastMs && isMember(span, burst.fromAt);
        const said = waits ? `${(0,duration/* formatDuration */.a)(waitedMs(span))}${isWide ? ` ${sayBehind(obstacles.get(span) ?? [], numbers)}` : ''}` : '';
        const number = String(numbers.get(span)).padStart(2);
        return `  ${paint('dim', number)} ${pad(captions_nameShortly(span.row.job, 200), name)} ${drawBar(span, burst.fromAt, spanMs / plot, plot, paint)} ${pad(said, figure).trimEnd()}`.trimEnd();
    });
    const heading = `  ${sayTime(burst.fromAt)}, for ${(0,duration/* formatDuration */.a)(burst.toAt - burst.fromAt)}, ${(0,base_text/* plural */.LS)(burst.members, 'request')}`;
    return [pad(heading, width).trimEnd(), ...rows];
}
const glyphs = { exclusive: '█', update: '▓', shared: '░', wait: '─', gaveUp: '✗', join: '●', none: ' ' };
const looks = {
    ...{ exclusive: 'blue', update: 'blue', shared: 'blue', wait: 'dim', gaveUp: 'red', join: 'magenta', none: undefined },
};
function legendOfBars({ width, paint }) {
    const entries = [
        ['wait', 'waited'],
        ['exclusive', 'held it exclusive'],
        ['update', 'to update'],
        ['shared', 'shared'],
        ['join', 'joined a fetch'],
        ['gaveUp', 'got no lock'],
    ].map(([cell, meaning]) => ({ text: `${bars_show(cell, 1, paint)} ${meaning}`, columns: 2 + meaning.length }));
    const lines = [];
    for (const it of entries) {
        const last = lines.at(-1);
        if (last && last.columns + 3 + it.columns <= width)
            Object.assign(last, { text: `${last.text}   ${it.text}`, columns: last.columns + 3 + it.columns });
        else
            lines.push({ text: `  ${it.text}`, columns: 2 + it.columns });
    }
    return lines.map((it) => it.text);
}
const bars_show = (cell, count, paint) => {
    const look = looks[cell];
    return look ? paint(look, glyphs[cell].repeat(count)) : glyphs[cell].repeat(count);
};
function drawBar(span, fromAt, cellMs, count, paint) {
    const cells = Array.from({ length: count }, () => 'none');
    const cellAt = (at) => Math.min(count - 1, Math.max(0, Math.floor((at - fromAt) / cellMs)));
    const fill = (cell, from, to) => {
        if (to <= from || to <= fromAt || from > fromAt + count * cellMs)
            return;
        cells.fill(cell, cellAt(from), Math.max(cellAt(from) + 1, Math.min(count, Math.ceil((to - fromAt) / cellMs))));
    };
    const { row, askedAt, waitedUntil, downgradedAt, endsAt } = span;
    fill('wait', askedAt, waitedUntil);
    fill('shared', downgradedAt, endsAt);
    fill(plainMode(row.mode), waitedUntil, downgradedAt);
    if (row.fetched === 'joined' && waitedUntil >= fromAt)
        cells[cellAt(waitedUntil)] = 'join';
    if (!span.isGranted && !span.isOpen)
        cells[cellAt(endsAt)] = 'gaveUp';
    return runsOf(cells)
        .map(([cell, length]) => bars_show(cell, length, paint))
        .join('');
}
function runsOf(cells) {
    const runs = [];
    for (const cell of cells) {
        const last = runs.at(-1);
        if (last?.[0] === cell)
            last[1] += 1;
        else
            runs.push([cell, 1]);
    }
    return runs;
}
/** Columns that one line of inert text takes, or more. Before Hangul nothing is wide; our own signs are not either. */
const columnsOf = (text) => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 || it === '…' ? 1 : 2), 0);
/** The text on exactly so many columns: cut, or filled up with spaces. */
function pad(text, columns) {
    const filled = (it) => it + ' '.repeat(Math.max(0, columns - columnsOf(it)));
    if (columnsOf(text) <= columns)
        return filled(text);
    let kept = '';
    for (const sign of text) {
        if (columnsOf(kept) + columnsOf(sign) > columns - 1)
            break;
        kept += sign;
    }
    return filled(`${kept}…`);
}
/** Lines of whole words, indented; a word that is wider than a line is cut. */
function wrap(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= width)
            lines.splice(-1, 1, `${last} ${word}`);
        else
            lines.push(`  ${pad(word, width - 2).trimEnd()}`);
    }
    return lines;
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/document.js
function renderDocument({ accounts, nowAt, since }) {
    const document = {
        ...{ v: 1, ts: iso(nowAt), since: since ?? null },
        locks: accounts.map(describeAccount),
    };
    // JSON may carry what a terminal obeys, and what turns its lines around; escaped, it is the same document.
    return `${JSON.stringify(document, null, 2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (it) => (it === '\n' ? it : escapeSign(it)))}\n`;
}
const escapeSign = (sign) => Array.from({ length: sign.length }, (_, index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
const iso = (at) => new Date(at).toISOString();
function describeAccount({ path, spans, obstacles, figures, blockers }) {
    return {
        path,
        requests: figures.requests,
        waited_ms: { total: Math.round(figures.totalMs), p50: figures.p50Ms ?? null, p95: figures.p95Ms ?? null },
        ...{ timeouts: figures.timeouts, recoveries: figures.recoveries, bypassed: figures.bypassed, fetches: figures.fetches },
        blockers: blockers.map(({ name, ms, waits }) => ({ name, blocked_ms: Math.round(ms), waits })),
        rows: spans.map((span) => describeSpan(span, obstacles)),
    };
}
function describeSpan(span, obstacles) {
    const { row, askedAt, waitedUntil, endsAt, isGranted, isOpen } = span;
    return {
        ...{ ticket: row.ticket, job: row.job, mode: row.mode, outcome: row.outcome, asked_at: iso(askedAt) },
        granted_at: isGranted ? iso(waitedUntil) : null,
        downgraded_at: row.downgradedAt === undefined ? null : iso(row.downgradedAt),
        ended_at: isOpen ? null : iso(endsAt),
        waited_ms: Math.round(waitedUntil - askedAt),
        held_ms: isGranted ? Math.round(endsAt - waitedUntil) : null,
        git_ms: Math.round(row.gitMs),
        ...{ ahead: row.ahead, fetched: row.fetched, joined: row.joined, merged: row.merged },
        behind: (obstacles.get(span) ?? []).map(({ span: other, ms }) => ({ ticket: other.row.ticket, blocked_ms: Math.round(ms) })),
    };
}

;// CONCATENATED MODULE: ./lib/src/report/history.js
const weekMs = (/* unused pure expression or super */ null && (7 * 24 * 3_600_000));
/** Of the requests of the last seven days. */
function recentHistory(rows, nowAt, windowMs = weekMs) {
    const sinceAt = nowAt - windowMs;
    const recent = rows.filter((it) => it.askedAt >= sinceAt);
    const waits = recent.flatMap((it) => it.waitedMs ?? []).sort((a, b) => a - b);
    const [p50Ms, p95Ms] = [percentile(waits, 50), percentile(waits, 95)];
    return {
        ...{ sinceAt, waits: waits.length },
        ...(p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms }),
        timeouts: recent.filter((it) => it.outcome === 'timeout').length,
        recoveries: recent.filter((it) => it.outcome === 'died').length,
    };
}
const [fewestWaits, fewestLonger] = [5, 2]; // one that hung says nothing about a queue
/**
 * Undefined unless more than one in twenty of the last seven days' requests that had to wait did so for longer than `limitMs`. Who gave
 * up before that says nothing; who gave up at it, or later, waited for longer.
 */
function whyIsShort(rows, limitMs, nowAt) {
    const told = rows
        .filter((it) => it.askedAt >= nowAt - weekMs && it.ahead > 0)
        .flatMap(({ waitedMs, grantedAt }) => (waitedMs === undefined ? [] : { waitedMs, isGranted: grantedAt !== undefined }))
        .filter((it) => it.isGranted || it.waitedMs >= limitMs);
    const waits = told.map((it) => it.waitedMs).sort((a, b) => a - b);
    const longer = told.filter((it) => it.waitedMs > limitMs || !it.isGranted).length;
    const [p50Ms, p95Ms] = [percentile(waits, 50), percentile(waits, 95)];
    if (p50Ms === undefined || p95Ms === undefined || waits.length < fewestWaits || longer < fewestLonger)
        return undefined;
    return longer > waits.length / 20 ? { waits: waits.length, longer, p50Ms, p95Ms } : undefined;
}
/** The nearest rank of numbers in rising order; undefined if there are none. */
const percentile = (sorted, percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];

;// CONCATENATED MODULE: ./lib/src/report/timeline.js
function timeline(events) {
    const rows = new Map();
    for (const event of events) {
        if (event.ticket === undefined)
            continue;
        const at = Date.parse(event.ts);
        const row = rows.get(event.ticket) ?? {
            ticket: event.ticket,
            job: {},
            mode: '',
            askedAt: at - (event.waited_ms ?? event.held_ms ?? 0),
            outcome: 'waiting',
            gitMs: 0,
            ahead: 0,
            fetched: 'none',
            joined: [],
            merged: 0,
            fetches: { asked: 0, saved: 0 },
        };
        rows.set(event.ticket, row);
        timeline_advance(row, event, at);
    }
    return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}
function timeline_advance(row, event, at) {
    // Who recovers the dead tells it of them, and an admin of whom he ends.
    const isOfAnother = event.event === 'lock_recovered' || (event.event === 'lock_broken' && event.holder !== undefined);
    row.job = (isOfAnother ? event.holder : event.job) ?? row.job;
    // A downgrade is a part of what was asked for.
    if (event.event !== 'lock_downgraded')
        row.mode = event.mode ?? row.mode;
    row.ahead = event.ahead ?? row.ahead;
    switch (event.event) {
        case 'lock_acquired':
            row.grantedAt = at;
            row.waitedMs = event.waited_ms ?? 0;
            row.outcome = 'holding';
            return;
        case 'lock_released':
            endHolding(row, event, at);
            // One that is broken is let go of when its work has stopped.
            if (row.outcome !== 'broken')
                row.outcome = 'released';
            return;
        case 'lock_timeout':
        case 'lock_cancelled':
        case 'lock_unavailable':
            row.endedAt = at;
            row.waitedMs = event.waited_ms ?? at - row.askedAt;
            row.outcome = event.event.slice('lock_'.length);
            return;
        case 'deadlock_detected':
            row.endedAt = at;
            row.waitedMs = event.waited_ms ?? at - row.askedAt;
            row.outcome = 'deadlock';
            return;
        case 'lock_downgraded':
            row.downgradedAt = at;
            if (row.grantedAt === undefined && event.held_ms !== undefined)
                row.grantedAt = at - event.held_ms;
            row.outcome = 'holding';
            return;
        case 'lock_recovered':
        case 'lock_broken':
            endHolding(row, event, at);
            row.outcome = event.event === 'lock_broken' ? 'broken' : 'died';
            return;
        case 'lock_bypassed':
            row.outcome = 'bypassed';
            return;
        case 'git_finished':
            row.gitMs += event.duration_ms ?? 0;
            row.merged = Math.max(row.merged, event.merged ?? 0);
            if (event.network && event.exit_code === 0)
                recordFetch(row, 'fetched');
            return;
        case 'fetch_joined':
            recordFetch(row, 'joined');
            if (event.holder)
                addJob(row.joined, event.holder);
            return;
        case 'fetch_skipped':
            recordFetch(row, 'present');
            return;
        case 'mirror_created':
        case 'mirror_restored':
        case 'mirror_rebuilt':
            // What was fetched for it, it says itself.
            row.fetched = 'fetched';
            return;
        default:
            return;
    }
}
/** The journal may begin after it was granted. */
function endHolding(row, { held_ms }, at) {
    row.endedAt = at;
    if (held_ms !== undefined)
        row.grantedAt ??= at - held_ms;
    row.heldMs = held_ms ?? at - (row.grantedAt ?? at);
}
const weights = ['none', 'present', 'joined', 'fetched'];
function recordFetch(row, how) {
    if (weights.indexOf(how) > weights.indexOf(row.fetched))
        row.fetched = how;
    row.fetches.asked += 1;
    if (how !== 'fetched')
        row.fetches.saved += 1;
}
const mostJobs = 16;
function addJob(jobs, job) {
    const name = timeline_encode(job);
    if (jobs.length < mostJobs && !jobs.some((it) => timeline_encode(it) === name))
        jobs.push(job);
}
const timeline_encode = (job) => JSON.stringify(Object.entries(job).sort());
/** How many fetches were asked for in these requests and done, and how many of them needed no network of their own. */
const savedFetches = (rows) => ({
    asked: rows.reduce((sum, it) => sum + it.fetches.asked, 0),
    saved: rows.reduce((sum, it) => sum + it.fetches.saved, 0),
});
/** The rows that were there while `mine` waited or held, `mine` among them. */
function around(rows, mine, nowAt) {
    const endOf = (row) => row.endedAt ?? nowAt;
    return rows.filter((row) => row.askedAt <= endOf(mine) && endOf(row) >= mine.askedAt);
}

;// CONCATENATED MODULE: ./lib/src/report/waiting/account.js
/** What a lock has cost, in numbers: all that a report says of one lock, for its pictures to draw. Pure. */





/** `sinceAt`: requests that were over by then are left out; none of the others had to wait for them since. */
function accountOf(path, rows, nowAt, sinceAt = Number.NEGATIVE_INFINITY) {
    const spans = spansOf(rows, nowAt).filter((it) => it.endsAt >= sinceAt);
    const obstacles = spans_inTheWay(spans);
    return { path, spans, obstacles, figures: account_figuresOf(spans), blockers: blockersOf(obstacles), bursts: burstsOf(spans, obstacles) };
}
function blockersOf(obstacles) {
    const blockers = new Map();
    for (const [waiter, found] of obstacles) {
        const sum = found.reduce((total, it) => total + it.ms, 0);
        const part = Math.min(1, waitedMs(waiter) / sum);
        const names = new Map();
        for (const { span, ms } of found)
            if (ms > 0)
                names.set(account_nameOf(span), (names.get(account_nameOf(span)) ?? 0) + ms * part);
        for (const [name, ms] of names) {
            const { ms: before, waits } = blockers.get(name) ?? { ms: 0, waits: 0 };
            blockers.set(name, { name, ms: before + ms, waits: waits + 1 });
        }
    }
    return [...blockers.values()].sort((a, b) => b.ms - a.ms);
}
function account_nameOf({ row }) {
    const { repository, job, user, command } = row.job;
    return words_nameJob(Object.fromEntries(Object.entries({ repository, job, user, command }).filter(([, it]) => it !== undefined)));
}
function account_figuresOf(spans) {
    const rows = spans.map((it) => it.row);
    const waits = rows.flatMap((it) => it.waitedMs ?? []).sort((a, b) => a - b);
    const [p50Ms, p95Ms] = [percentile(waits, 50), percentile(waits, 95)];
    const count = (outcome) => rows.filter((it) => it.outcome === outcome).length;
    return {
        requests: spans.length,
        totalMs: spans.reduce((sum, it) => sum + waitedMs(it), 0),
        ...(p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms }),
        ...{ timeouts: count('timeout'), recoveries: count('died'), bypassed: count('bypassed') },
        fetches: savedFetches(rows),
    };
}
const account_hourMs = 3_600_000;
// A screen has room for two weeks of hours; a journal that covers more is shown in coarser bins.
const mostBins = 336;
const fewestBins = 24;
/** All waiting by the hour, up to now; the bins sum up to all of it. */
function waitingByHour(spans, nowAt) {
    const firstAt = spans.reduce((least, it) => Math.min(least, it.askedAt), nowAt);
    const lastAt = spans.reduce((most, it) => Math.max(most, it.waitedUntil), nowAt);
    const stepMs = account_hourMs * Math.max(1, Math.ceil((lastAt - firstAt) / account_hourMs / (mostBins - 2)));
    const end = Math.floor(lastAt / stepMs) + 1;
    const begin = Math.min(Math.floor(firstAt / stepMs), end - fewestBins);
    const bins = Array.from({ length: end - begin }, () => 0);
    for (const { askedAt, waitedUntil } of spans) {
        for (let index = Math.floor(askedAt / stepMs); index * stepMs < waitedUntil; index += 1) {
            const part = Math.min(waitedUntil, (index + 1) * stepMs) - Math.max(askedAt, index * stepMs);
            bins[index - begin] = (bins[index - begin] ?? 0) + part;
        }
    }
    return { fromAt: begin * stepMs, stepMs, waitedMs: bins };
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/drawing.js
/**
 * What the page and the picture of the README share: how one request is drawn, and in which colours. Marks are placed in percent
 * of whatever width they are given. Nothing here has a style attribute, which the page's policy would refuse. Pure.
 */






const panel = { light: '#ffffff', dark: '#0d1117' };
const palette = (shade) => shade === 'light'
    ? `color-scheme:light dark;--panel:${panel.light};--ink:#1f2328;--quiet:#59636e;--line:#d8dee4;--wait:#8c959f;--exclusive:#0a4ea8;--update:#3d8bfd;--shared:#b3d4ff;--join:#8250df;--bad:#cf222e;--link:#0550ae`
    : `--panel:${panel.dark};--ink:#e6edf3;--quiet:#9198a1;--line:#2a313a;--wait:#848d97;--exclusive:#2f74e0;--update:#6cb0ff;--shared:#2b4a73;--join:#b48cff;--bad:#ff7b72;--link:#79b8ff`;
/** Light, and dark for who prefers that. */
const drawing_colours = `:root{${palette('light')}}@media(prefers-color-scheme:dark){:root{${palette('dark')}}}
svg{overflow:hidden}text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--ink)}.quiet{fill:var(--quiet)}.bad{fill:var(--bad)}
.grid{stroke:var(--line);stroke-width:1}.wait{fill:var(--wait)}.gave-up{fill:var(--bad)}.exclusive{fill:var(--exclusive)}.update{fill:var(--update)}.shared{fill:var(--shared)}.join{fill:var(--join);stroke:var(--panel);stroke-width:1.5}`;
const escapeText = (text) => text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');
const plotPercent = 84;
const mostTicks = 5;
function axisOf({ fromAt, toAt }) {
    // A little more than all of it, so that a hold that goes on is seen to go on.
    const spanMs = Math.max(100, (toAt - fromAt) * 1.06);
    return { fromAt, spanMs, stepMs: stepFor(spanMs, mostTicks) };
}
const percent = (value) => `${Number(value.toFixed(2))}%`;
const ratio = (axis, at) => Math.min(1, Math.max(0, (at - axis.fromAt) / axis.spanMs));
const place = (axis, at) => ratio(axis, at) * plotPercent;
const ticksOf = (axis) => Array.from({ length: Math.floor(axis.spanMs / axis.stepMs) + 1 }, (_, index) => index * axis.stepMs);
/** The height of one request's marks, in pixels. */
const rowHeight = 24;
/** The seconds above the rows. */
const drawTicks = (axis) => ticksOf(axis)
    .map((ms) => {
    const x = percent(place(axis, axis.fromAt + ms));
    return `<text class="quiet" x="${x}" y="14"${ms === 0 ? '' : ' text-anchor="middle"'}>${ms === 0 ? '0' : (0,duration/* formatDuration */.a)(ms)}</text>`;
})
    .join('');
/** The marks of one request: a thin bar for waiting, a thick one for holding, a dot for a joined fetch, the wait at the end. */
function drawSpan(span, axis) {
    const grid = ticksOf(axis).map((ms) => {
        const x = percent(place(axis, axis.fromAt + ms));
        return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${rowHeight}"/>`;
    });
    const { askedAt, waitedUntil, downgradedAt, endsAt } = span;
    const ends = place(axis, Math.max(waitedUntil, endsAt));
    const goesOn = endsAt > axis.fromAt + axis.spanMs;
    const dot = percent(Math.max(0.7, place(axis, waitedUntil)));
    return [
        ...grid,
        bar(axis, isBad(span) && !span.isGranted ? 'gave-up' : 'wait', askedAt, waitedUntil, 10, 4),
        bar(axis, plainMode(span.row.mode), waitedUntil, downgradedAt, 5, 14),
        bar(axis, 'shared', downgradedAt, endsAt, 5, 14),
        goesOn ? `<text class="quiet" x="${percent(ends)}" y="16" dx="6">›</text>` : '',
        span.row.fetched === 'joined' && waitedUntil >= axis.fromAt ? `<circle class="join" cx="${dot}" cy="12" r="5"/>` : '',
        waitedMs(span) >= leastMs && isMember(span, axis.fromAt)
            ? `<text x="${percent(ends)}" y="16" dx="${goesOn ? 18 : 8}"${isBad(span) ? ' class="bad"' : ''}>${(0,duration/* formatDuration */.a)(waitedMs(span))}</text>`
            : '',
    ].join('');
}
function bar(axis, kind, fromAt, toAt, y, height) {
    if (toAt <= fromAt || toAt <= axis.fromAt || fromAt >= axis.fromAt + axis.spanMs)
        return '';
    const x = place(axis, fromAt);
    // One too short to be seen is seen all the same.
    const width = Math.max(0.4, place(axis, toAt) - x);
    return `<rect class="${kind}" x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}" rx="2"/>`;
}
const isBad = ({ row }) => ['timeout', 'deadlock', 'unavailable', 'bypassed', 'died', 'broken'].includes(row.outcome);
const legend = [
    ['wait', 'waited'],
    ['exclusive', 'held it exclusive'],
    ['update', 'held it to update'],
    ['shared', 'held it shared'],
    ['join', 'joined a fetch'],
];
const legendOfFigures = 'at the end of a bar: how long it waited';
/** The sign of a legend's entry, 22 by 24 pixels. */
function drawSign(kind) {
    if (kind === 'join')
        return '<circle class="join" cx="11" cy="12" r="5"/>';
    return kind === 'wait'
        ? '<rect class="wait" x="1" y="10" width="20" height="4" rx="2"/>'
        : `<rect class="${kind}" x="1" y="5" width="20" height="14" rx="2"/>`;
}
const width = 880;
const names = 150;
const edge = 24;
/** One burst as an image of its own, such as the README shows. */
function renderPicture(title, burst, obstacles) {
    const axis = axisOf(burst);
    const numbers = numberSpans(burst);
    const top = 84;
    const pitch = 44;
    const foot = top + burst.spans.length * pitch + 12;
    const inner = width - 2 * edge;
    const rows = burst.spans.map((span, index) => {
        const y = top + index * pitch;
        return [
            `<text x="${edge}" y="${y + 16}">${index + 1}  ${escapeText(nameShortly(span.row.job, 26))}</text>`,
            `<svg x="${edge + names}" y="${y}" width="${inner - names}" height="${rowHeight}">${drawSpan(span, axis)}</svg>`,
            `<text class="quiet" x="${edge + names}" y="${y + 36}">${escapeText(saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers))}</text>`,
        ].join('\n');
    });
    const signs = legend.map(([kind, meaning], index) => `<svg x="${edge + index * 160}" y="${foot}" width="22" height="${rowHeight}">${drawSign(kind)}</svg><text class="quiet" x="${edge + 28 + index * 160}" y="${foot + 16}">${meaning}</text>`);
    const height = foot + rowHeight + 16;
    const told = burst.spans
        .map((it) => `${inert(nameJob(it.row.job))}: ${saySpan(it, burst.fromAt, obstacles.get(it) ?? [], numbers)}.`)
        .join(' ');
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
        `<title id="title">${escapeText(title)}</title>`,
        `<desc id="desc">${escapeText(told)}</desc>`,
        `<style>${drawing_colours}\n.panel{fill:var(--panel);stroke:var(--line)}.title{font-weight:600;font-size:15px}</style>`,
        `<rect class="panel" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
        `<text class="title" x="${edge}" y="36">${escapeText(title)}</text>`,
        `<svg x="${edge + names}" y="${top - 24}" width="${inner - names}" height="20">${drawTicks(axis)}</svg>`,
        ...rows,
        ...signs,
        '</svg>',
    ].join('\n')}\n`;
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/page.js
/**
 * The report as one HTML file: what each lock has cost, and who waited for whom.
 * G1 It asks nothing of a network and runs nothing: its policy allows its own style sheet alone, by its hash.
 * G2 What others wrote is text in it. G3 It draws a bounded number of requests; the figures count all.
 */








const mostDrawn = 600;
const page_mostBlockers = 5;
// The costliest come first; the others are folded, to be opened by who looks for a day or a run.
const mostOpen = 3;
const style = `${drawing_colours}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;background:var(--panel);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}details{margin:.5rem 0}details[open]{margin:1.25rem 0}summary{cursor:pointer;padding:.15rem 0}h3{display:inline;font-size:.95rem;margin:0;font-weight:600}
p{margin:.25rem 0}a{color:var(--link)}.quiet,footer{color:var(--quiet)}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.75rem 0}dl div{display:flex;flex-direction:column-reverse}dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
svg{display:block;width:100%}ul{list-style:none;margin:1rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}ul li{display:flex;gap:.5rem;align-items:center;color:var(--quiet);font-size:.85rem}ul svg{width:22px;height:24px}
.strip{margin:1.25rem 0}.strip rect{fill:var(--wait)}.base{stroke:var(--line)}
ol{margin:0;padding:0;list-style:none}ol li{display:grid;grid-template-columns:minmax(0,29rem) minmax(0,1fr);gap:0 1rem;align-items:center;padding:.3rem 0;break-inside:avoid}ol .text{font-size:.9rem}ol .quiet{font-size:.8rem;display:block}ol .number{color:var(--quiet);font-variant-numeric:tabular-nums;margin-right:.5rem}.axis{padding:0}
section{break-inside:auto}h2,h3{break-after:avoid}
@media(max-width:52rem){ol li{grid-template-columns:minmax(0,1fr);padding:.45rem 0}.axis span{display:none}}
@media print{body{max-width:none;padding:0}rect,circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;
const policy = `default-src 'none'; style-src 'sha256-${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
/** A number stays on one line with its unit. */
const joinUnits = (text) => text.replace(/(\d) (ms|s|m|h)\b/g, '$1\u00a0$2');
function renderPage({ accounts, nowAt, since }) {
    const most = Math.max(mostInBurst, Math.floor(mostDrawn / accounts.length));
    const spans = accounts.flatMap((it) => it.spans);
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who waited for whom · fetch-lock</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Who waited for whom</h1>
<p class="quiet">${(0,base_text/* plural */.LS)(accounts.length, 'lock')}, ${(0,base_text/* plural */.LS)(spans.length, 'request')}${since === undefined ? '' : ` of the last ${escapeText((0,base_text/* inert */.tJ)(since, 20))}`}, as of ${sayTime(nowAt)}. All times are UTC.</p>
</header>
<main>
${renderStrip(spans, nowAt)}
<ul aria-label="Legend">${legend.map(([kind, meaning]) => `<li><svg aria-hidden="true">${drawSign(kind)}</svg>${meaning}</li>`).join('')}<li>${legendOfFigures}</li></ul>
${accounts.map((it) => renderAccount(it, most)).join('\n')}
</main>
</body>
</html>
`;
}
function renderAccount(account, most) {
    const { path, spans, obstacles, figures, bursts } = account;
    const heading = `<h2>${escapeText((0,base_text/* inert */.tJ)(path))}</h2>`;
    if (spans.length === 0)
        return `<section>\n${heading}\n<p>Nobody has asked for this lock.</p>\n</section>`;
    const chosen = chooseBursts(bursts, most);
    const costliest = new Set(chosen.toSorted((a, b) => b.waitedMs - a.waitedMs).slice(0, mostOpen));
    const drawn = new Set(chosen.flatMap((it) => it.spans));
    const cards = figuresInWords(figures).map(([number, of]) => `<div><dt>${of}</dt><dd>${number}</dd></div>`);
    const left = sayLeft(spans.length - drawn.size);
    return [
        `<section>\n${heading}\n<dl>${cards.join('')}</dl>`,
        `<p>${escapeText(joinUnits(sayBlockers(account, page_mostBlockers)))}</p>`,
        ...chosen.filter((it) => costliest.has(it)).map((it) => page_renderBurst(it, obstacles, true)),
        ...chosen.filter((it) => !costliest.has(it)).map((it) => page_renderBurst(it, obstacles, false)),
        ...(left ? [`<p class="quiet">${left}</p>`] : []),
        '</section>',
    ].join('\n');
}
function page_renderBurst(burst, obstacles, isOpen) {
    const axis = axisOf(burst);
    const numbers = captions_numberSpans(burst);
    const rows = burst.spans.map((span) => {
        const link = linkOf(span.row.job);
        const name = escapeText(words_nameJob(span.row.job));
        return `<li><div class="text"><span class="number">${numbers.get(span)}</span>${link ? `<a href="${escapeText(link)}" rel="noreferrer">${name}</a>` : name}<span class="quiet">${escapeText(joinUnits(sayMode(span) + captions_saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers)))}</span></div><svg aria-hidden="true" height="${rowHeight}">${drawSpan(span, axis)}</svg></li>`;
    });
    const waited = burst.waitedMs >= leastMs ? `, ${(0,duration/* formatDuration */.a)(burst.waitedMs)} of waiting` : '';
    return `<details${isOpen ? ' open' : ''}><summary><h3>${sayTime(burst.fromAt)}</h3> <span class="quiet">${joinUnits(`for ${(0,duration/* formatDuration */.a)(burst.toAt - burst.fromAt)}, ${(0,base_text/* plural */.LS)(burst.members, 'request')}${waited}`)}</span></summary>
<ol>
<li class="axis" aria-hidden="true"><span></span><svg height="20">${drawTicks(axis)}</svg></li>
${rows.join('\n')}
</ol></details>`;
}
const sayMode = ({ row }) => (row.mode === '' ? '' : `${(0,base_text/* inert */.tJ)(row.mode, 20)} · `);
const stripHeight = 72;
/** All waiting by the hour. */
function renderStrip(spans, nowAt) {
    const bins = waitingByHour(spans, nowAt);
    const most = Math.max(...bins.waitedMs);
    const count = bins.waitedMs.length;
    const hours = bins.stepMs / 3_600_000;
    const step = hours === 1 ? 'hour' : `${hours} hours`;
    if (most < leastMs)
        return `<p>Nobody waited in the last ${(0,base_text/* plural */.LS)(count * hours, 'hour')}.</p>`;
    const at = (index) => `${((index / count) * 100).toFixed(3)}%`;
    const bars = bins.waitedMs.map((ms, index) => {
        const height = ms === 0 ? 0 : Math.max(1, Math.round((ms / most) * (stripHeight - 4)));
        return ms < leastMs
            ? ''
            : `<rect x="${at(index)}" y="${stripHeight - height}" width="${((0.86 / count) * 100).toFixed(3)}%" height="${height}"><title>${sayHour(bins, index)}: ${(0,duration/* formatDuration */.a)(ms)}</title></rect>`;
    });
    const peak = bins.waitedMs.indexOf(most);
    const said = `Waiting by the ${step}, all requests added up: most from ${sayHour(bins, peak)} on, ${(0,duration/* formatDuration */.a)(most)}`;
    return `<figure class="strip"><figcaption>${said}.</figcaption>
<svg role="img" aria-label="${said}" height="${stripHeight + 20}">${bars.join('')}<line class="base" x1="0" x2="100%" y1="${stripHeight}.5" y2="${stripHeight}.5"/><text class="quiet" x="0" y="${stripHeight + 16}">${sayHour(bins, 0)}</text><text class="quiet" x="100%" y="${stripHeight + 16}" text-anchor="end">${sayHour(bins, count)}</text></svg></figure>`;
}
/** `21 Nov 05:00`. */
const sayHour = ({ fromAt, stepMs }, index) => sayTime(fromAt + index * stepMs).replace(/ -?\d+ (\d\d:\d\d):\d\d UTC$/, ' $1');

;// CONCATENATED MODULE: ./lib/src/cli/report.js
/** `fetch-lock report`: who waited for whom on a lock, from its journal. */
















const report = {
    name: 'report',
    synopsis: 'PATH... [--html FILE] [--since D] [--json] [--lock-dir DIR]',
    does: 'who waited for whom: terminal bars, or one self-contained HTML page',
    details: [
        'It reads the journal of each lock, changes nothing, and takes no lock. Without --since it tells all that the journal still has.',
        'Drawn are the requests that waited longest, those that came together on one axis, and who was in their way; the numbers count all of them. A request has a number, and waited `behind` the one with that number.',
        'The page is one file without a script, which asks nothing of a network: send it, keep it as an artifact, or let the host serve it. It has the names of jobs and links to their runs. All times are UTC.',
        'Exit codes: 0 it was told; 1 a journal could not be read, or the page not be written; 64 the command line is wrong.',
    ],
    operands: { least: 1, most: 50 },
    options: [
        { name: 'html', takes: 'FILE', does: 'write a page instead; `-` prints it' },
        { name: 'since', takes: 'DURATION', does: 'only requests that were there so long ago or later, such as 90m or 24h' },
        { name: 'json', does: 'print one document: the figures and every request, by lock' },
        lockDirOption,
    ],
    run: async (call, host) => {
        const file = call.text('html');
        if (file === '')
            throw new UsageError('--html names no file');
        if (file !== undefined && call.has('json'))
            throw new UsageError('--html and --json are two reports: ask for one');
        const since = call.text('since');
        const nowAt = host.clock.wall();
        const sinceAt = since === undefined ? undefined : nowAt - (0,duration/* parseDuration */.E)('--since', since);
        const scopes = locate(call.operands, { cwd: host.cwd, lockDir: lockDirOf(call) });
        const accounts = scopes.flatMap((scope) => readAccount(scope, nowAt, sinceAt, host) ?? []);
        const isWhole = accounts.length === scopes.length;
        if (accounts.length === 0)
            return exit.failed;
        const told = { accounts, nowAt, ...(since === undefined ? {} : { since }) };
        if (call.has('json'))
            host.out.write(renderDocument(told));
        else if (file === '-')
            host.out.write(renderPage(told));
        else if (file !== undefined)
            writePage((0,external_node_path_.resolve)(host.cwd, file), renderPage(told), host);
        else
            printBars(accounts, call, host);
        return isWhole ? exit.ok : exit.failed;
    },
};
/** Undefined, and a line that says so, where the journal cannot be read. */
function readAccount({ path, lock }, nowAt, sinceAt, { err }) {
    try {
        (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => mustBeReadable(journalOf(lock.dir)));
    }
    catch (error) {
        err.write(`fetch-lock: the journal of '${(0,base_text/* inert */.tJ)(path)}' cannot be read: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error))}.\n`);
        return undefined;
    }
    // Rows are chosen by when they ended: one that was there all the time may have asked long before.
    const rows = timeline(readEvents(lock.dir, { mostBytes: Number.POSITIVE_INFINITY }));
    return accountOf(path, rows, nowAt, sinceAt);
}
/** Reading is silent about what it cannot read; who asks for a report is to know. */
function mustBeReadable(journal) {
    if (!(0,external_node_fs_.lstatSync)(journal).isFile())
        throw new Error(`'${journal}' is not a plain file`);
    (0,external_node_fs_.accessSync)(journal, external_node_fs_.constants.R_OK);
}
function writePage(file, text, { out }) {
    publishFile(file, text, { mode: ((0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.mode ?? 0o666 & ~process.umask()) & 0o777 });
    out.write(`Wrote ${(0,base_text/* inert */.tJ)(file, 4096)} (${Math.ceil(Buffer.byteLength(text) / 1024)} kB).\n`);
    out.write(`Open it in a browser: ${(0,external_node_url_namespaceObject.pathToFileURL)(file)}\n`);
}
function printBars(accounts, call, { out }) {
    const canvas = { width: Math.max(40, out.width), paint: out.paint };
    const hasBars = accounts.some((it) => it.spans.length > 0);
    const lines = [
        ...accounts.flatMap((it) => [...renderBars(it, canvas), '']),
        ...(hasBars ? [...legendOfBars(canvas), ''] : []),
        ...sayNext(call, hasBars),
    ];
    out.write(`${lines.join('\n')}\n`);
}
/** The next command to type. */
function sayNext(call, hasBars) {
    const lockDir = lockDirOf(call);
    const words = [...call.operands, ...(lockDir === undefined ? [] : ['--lock-dir', lockDir])].map(report_quote).join(' ');
    return hasBars
        ? [
            `Next: fetch-lock report ${words} --html report.html`,
            `      for all of it on a page; fetch-lock status ${words} for who holds and waits now.`,
        ]
        : [`Next: fetch-lock doctor ${words}`, '      for whether jobs could take the lock here.'];
}
/** A word as a shell takes it. */
const report_quote = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${(0,base_text/* inert */.tJ)(word, 4096).replaceAll("'", "'\\''")}'`);

;// CONCATENATED MODULE: ./lib/src/base/policy/bounds.js
/** The bounds that a host's policy sets to every lock, whoever asks for it: the action and the host helper call the same. */






/** Throws FL_POLICY for a lock that guards, or lives, outside of the directories that the policy allows. Nothing is touched. */
function refuseOutside({ allowedRoots }, { path, guards, lock }) {
    if (allowedRoots === undefined)
        return;
    // A root that is not there has nothing in it.
    const roots = allowedRoots.flatMap((it) => (0,errors/* orNothing */.bR)(() => external_node_fs_.realpathSync.native(it)) ?? []);
    const isInside = (it) => roots.some((root) => contains(root, it));
    const outside = [guards, lock.dir].find((it) => !isInside(it));
    if (outside === undefined)
        return;
    const what = outside === guards ? `'${(0,base_text/* inert */.tJ)(outside)}'` : `The lock directory '${(0,base_text/* inert */.tJ)(outside)}'`;
    throw new errors/* FetchLockError */.qf('FL_POLICY', {
        what: `${what} is outside of what the policy of this host allows (path '${(0,base_text/* inert */.tJ)(path)}').`,
        why: `\`allowedRoots\` in '${policyPath}' has: ${allowedRoots.map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}.`,
        fix: 'Use a path inside one of them, or let the admin of this host add its directory.',
    });
}
/** Whole names only: /srv/git has nothing of /srv/git2 in it. */
function contains(root, path) {
    const way = (0,external_node_path_.relative)(root, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`) || /^[a-z]:|^\\\\/i.test(way));
}
/** Says in the journal who ended a holder. */
const heldTooLongReason = 'maxHold of the host policy';
/** What a holder is told whom the policy ends. */
const heldTooLong = (path, maxHoldMs) => new errors/* FetchLockError */.qf('FL_POLICY', {
    what: `The lock on '${(0,base_text/* inert */.tJ)(path)}' was held for ${(0,duration/* formatDuration */.a)(maxHoldMs)}, and what worked under it was stopped.`,
    why: `That is \`maxHold\` in '${policyPath}'.`,
    fix: 'Hold it for less, as with `hold: step`; or let the admin of this host raise it.',
});

;// CONCATENATED MODULE: ./lib/src/lock/job/party.js
/** For whom a process asks, as its environment tells it. */



/** The variable that carries a party's key where nothing of the runner's does, and to what a holder starts. */
const partyVariable = 'FETCH_LOCK_PARTY';
const partyKey = (text) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest('hex').slice(0, 16);
/** The key of the runner's job whose processes we are among; undefined outside of one. */
function jobParty({ RUNNER_TRACKING_ID: tracking = '' }) {
    // Some jobs set it to something of their own, to keep what they start: that may be the same in many jobs.
    return /^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking) ? partyKey(tracking) : undefined;
}
/** The key that was shared with us; undefined if there is none. */
const sharedParty = ({ [partyVariable]: shared = '' }) => (ticket_isId(shared) ? shared : undefined);
/** Of a command by hand: that of what it runs inside of, else a new one. */
const commandParty = (env) => sharedParty(env) ?? jobParty(env) ?? newId();
const mostTokens = 64;
/** The tokens of the grants that a process with this environment runs inside of. */
const tokensIn = ({ [liveness_tokenVariable]: tokens = '' }) => tokens
    .split(' ')
    .filter((it) => decodeToken(it) !== undefined)
    .slice(-mostTokens);

;// CONCATENATED MODULE: ./lib/src/lock/deadlock.js
/** The shortest circle in which somebody waits for the job of that request; undefined if there is none. */
function findCircle(requests, id) {
    const byId = new Map(requests.map((it) => [it.id, it]));
    const next = (it) => it.isGranted
        ? requests.filter((one) => !one.isGranted && one.party === it.party && (!it.isAtWork || one.asker === it.asker))
        : it.blockers.flatMap((blocker) => byId.get(blocker) ?? []);
    const start = byId.get(id);
    const paths = start ? [[start]] : [];
    const seen = new Set();
    for (let path = paths.shift(); path; path = paths.shift()) {
        for (const it of next(path.at(-1))) {
            // Who is only passed through waits in line between two others, and its going away would free nobody.
            if (it === start && path.at(-1)?.isGranted)
                return deadlock_linksOf(path);
            if (!seen.has(it))
                paths.push([...path, it]);
            seen.add(it);
        }
    }
    return undefined;
}
function deadlock_linksOf(circle) {
    const holders = circle.filter((it) => it.isGranted);
    const waiters = circle.filter((it, index) => !it.isGranted && circle.at(index - 1)?.isGranted);
    return waiters.flatMap((waiter, index) => (holders[index] ? [{ waiter, holder: holders[index] }] : []));
}
function victimOf(circle) {
    const isYounger = (one, other) => one.askedAt > other.askedAt || (one.askedAt === other.askedAt && one.id > other.id);
    return circle
        .map((it) => it.waiter)
        .reduce((youngest, it) => (youngest && !isYounger(it, youngest) ? youngest : it), undefined)?.id;
}

;// CONCATENATED MODULE: ./lib/src/lock/acquire.js
/**
 * From asking to letting go.
 *
 * `acquire` enters a request, waits in line, and returns the lock or throws; whatever it throws, the request is withdrawn.
 * G1 it returns only what the store granted. G2 it gives up at its deadline, when told to, and when it is the victim of a deadlock
 * that was seen twice. G3 every outcome is reported once.
 */




/** True for a lock that could not be had: whoever would rather have that goes on without it. A cancel is always the end. */
const mayDoWithout = (error) => error instanceof errors/* FetchLockError */.qf && ['FL_TIMEOUT', 'FL_DEADLOCK', 'FL_LOCK_DIR', 'FL_BACKEND'].includes(error.code);
/** Thrown when somebody else has the lock for longer than we wait, or waits for us. */
class GaveUp extends errors/* FetchLockError */.qf {
    obstacle;
    /** The deadlock that ends with our giving up. */
    circle;
    constructor(obstacle, circle = []) {
        super(circle.length > 0 ? 'FL_DEADLOCK' : 'FL_TIMEOUT', { what: 'The lock was not free in time.' });
        this.obstacle = obstacle;
        this.circle = circle;
    }
}
const announceMs = 30_000;
const [acquire_patienceMs, acquire_lookMs] = [1000, 300]; // before a deadlock is looked for, and between two looks
const latchMs = 10_000; // the latch is a matter of milliseconds, unless its owner is stopped
async function acquire(store, request, wait) {
    const { clock, signal } = wait;
    const findDeadlock = createSearch(store, request);
    const askedMs = clock.now();
    const waited = () => Math.round(clock.now() - askedMs);
    const detail = { mode: request.mode, ticket: request.id };
    let position = 0;
    let told;
    let blocked;
    const tell = (obstacle) => {
        const line = [obstacle.ahead, ...obstacle.holders.map((it) => it.token)].join();
        // Between two holders there is nothing to tell: the next one comes in a moment.
        const isNews = told?.line !== line && (told === undefined || obstacle.holders.length > 0);
        if (told && !isNews && clock.now() - told.atMs < announceMs)
            return;
        told = { line, atMs: clock.now() };
        wait.onWaiting(obstacle, waited());
    };
    try {
        await store.enter(request);
        for (;;) {
            const placement = await withLimit(wait, Math.max(latchMs, wait.timeoutMs - waited()), (limit) => store.place(request.id, limit));
            const recovered = 'granted' in placement ? placement.granted.recovered : placement.recovered;
            for (const it of recovered) {
                wait.report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
            }
            if ('granted' in placement) {
                const { token, dirty } = placement.granted;
                wait.report('lock_acquired', { ...detail, decision: 'allow', waited_ms: waited(), ahead: position });
                return acquire_lockOf(store, token, { waitedMs: waited(), position, dirty });
            }
            const { obstacle } = placement;
            if (!blocked) {
                position = obstacle.ahead;
                const [holder] = obstacle.holders;
                wait.report('lock_waiting', { ...detail, ahead: position, ...(holder ? { holder: holder.job } : {}) });
            }
            blocked = obstacle;
            const leftMs = askedMs + wait.timeoutMs - clock.now();
            if (leftMs <= 0)
                throw new GaveUp(obstacle);
            tell(obstacle);
            signal.throwIfAborted();
            const mayDeadlock = request.others().length > 0;
            const circle = mayDeadlock && waited() >= acquire_patienceMs ? await findDeadlock() : [];
            if (circle.length > 0)
                throw new GaveUp(obstacle, circle);
            const untilNewsMs = (told?.atMs ?? 0) + announceMs - clock.now();
            // A step beside us may be granted what makes a deadlock possible.
            const gained = new AbortController();
            const stopLooking = clock.every(acquire_patienceMs, () => !mayDeadlock && request.others().length > 0 && gained.abort());
            const pauseMs = Math.min(leftMs, mayDeadlock ? acquire_lookMs : untilNewsMs);
            await store.wait(obstacle, pauseMs, AbortSignal.any([signal, gained.signal])).finally(stopLooking);
            signal.throwIfAborted();
        }
    }
    catch (error) {
        await store.withdraw(request.id).catch(() => { });
        const code = error instanceof errors/* FetchLockError */.qf ? error.code : undefined;
        const event = (code && acquire_endings[code]) ?? 'lock_unavailable';
        const [holder] = blocked?.holders ?? [];
        wait.report(event, {
            ...detail,
            decision: 'deny',
            waited_ms: waited(),
            ...(code ? { code } : {}),
            ...(holder ? { holder: holder.job } : {}),
        });
        throw error;
    }
}
const acquire_endings = {
    FL_TIMEOUT: 'lock_timeout',
    FL_CANCELLED: 'lock_cancelled',
    FL_DEADLOCK: 'deadlock_detected',
};
/** Looks for a deadlock; answers one when it was there the last time too, and we are the one to give up. */
function createSearch(store, { id }) {
    let last = '';
    return async () => {
        const circle = findCircle(await store.lookAround(), id) ?? [];
        const seen = circle.flatMap((it) => [it.waiter.id, it.holder.id]).join();
        const isReal = seen !== '' && seen === last && victimOf(circle) === id;
        last = seen;
        return isReal ? circle : [];
    };
}
/** Whoever waits for the latch itself must hear of the cancel, and must not wait for ever behind a stopped process. */
const withLimit = ({ clock, signal }, limitMs, act) => (0,base_clock/* within */.ux)(clock, limitMs, (late) => act(AbortSignal.any([signal, late])), new errors/* FetchLockError */.qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,duration/* formatDuration */.a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
}));
function acquire_lockOf(store, token, facts) {
    return {
        token,
        ...facts,
        isHeld: () => store.isHeld(token),
        settle: () => store.settle(facts.dirty.map((it) => it.token)),
        downgrade: () => store.downgrade(token),
        release: () => store.release(token),
        ...{ lastSeq: store.lastSeq, errands: store.errands, ids: store.ids },
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/run/waiting.js

// Beside what the command and others print.
const waiting_said = (text) => `fetch-lock: ${text}`;
const redrawMs = 1000;
function showWaiting(err, clock, path, mode) {
    let shown;
    let stopDrawing = () => { };
    const draw = () => {
        if (!shown)
            return;
        const { obstacle, waitedMs, atMs } = shown;
        const sinceMs = clock.now() - atMs;
        const holders = obstacle.holders.map((it) => ({ ...it, heldMs: it.heldMs > 0 ? it.heldMs + sinceMs : 0 }));
        err.write(`\r${cut(waiting_said(sayWaiting(path, mode, { ...obstacle, holders }, waitedMs + sinceMs)), err.width - 1)}\x1b[K`);
    };
    const clear = () => {
        stopDrawing();
        if (shown && err.isTty)
            err.write('\r\x1b[K');
    };
    return {
        show: (obstacle, waitedMs) => {
            const isFirst = shown === undefined;
            shown = { obstacle, waitedMs, atMs: clock.now() };
            if (!err.isTty)
                return err.write(`${waiting_said(sayWaiting(path, mode, obstacle, waitedMs))}\n`);
            if (isFirst)
                stopDrawing = clock.every(redrawMs, draw);
            draw();
        },
        end: (waitedMs, position) => {
            clear();
            if (shown)
                err.write(`${waiting_said(sayAcquired(path, mode, waitedMs, position))}\n`);
        },
        clear,
    };
}
/** As much of it as fits; a sign that may be two columns wide is taken for that. */
function cut(text, columns) {
    const widthOf = (sign) => ((sign.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1);
    const signs = [...text];
    if (signs.reduce((sum, it) => sum + widthOf(it), 0) <= columns)
        return text;
    let left = columns - 1;
    const end = signs.findIndex((it) => {
        left -= widthOf(it);
        return left < 0;
    });
    return `${signs.slice(0, end).join('')}…`;
}

;// CONCATENATED MODULE: ./lib/src/cli/run/locks.js








/** Those that were had; with `isFailOpen` others may be missing. Throws what the user is to read; nothing is held then. */
async function lockAll(question, port) {
    const held = [];
    const untilMs = port.clock.now() + question.timeoutMs;
    const inOrder = [...question.scopes].sort((a, b) => (a.lock.dir < b.lock.dir ? -1 : 1));
    for (const it of inOrder)
        refuseOutside(question.policy, it);
    try {
        for (const scope of inOrder) {
            const got = await locks_ask(question, scope, held, Math.max(0, untilMs - port.clock.now()), port);
            if (got)
                held.push(got);
        }
        return held;
    }
    catch (error) {
        await locks_letGo(held, port.clock).catch(() => { });
        throw error;
    }
}
async function locks_ask(question, { path, lock: place }, held, timeoutMs, port) {
    const { mode, job, party, isFailOpen, policy } = question;
    const { clock, signal, err } = port;
    const id = newId();
    const warn = (text) => err.write(`fetch-lock: ${text}\n`);
    const waiting = showWaiting(err, clock, path, mode);
    const askedMs = clock.now();
    let store;
    const common = { lock: place.guards, path, mode, job, pid: process.pid, ticket: id };
    let report = hostReport(policy.hostJournal, common, { info: warn, warning: warn });
    try {
        store = await openFileStore(place, clock);
        // Only now: a directory that was refused is not written to.
        report = journalReport(place.dir, common, warn);
        const others = () => held.flatMap((it) => (it.lock.isHeld() ? [{ place: it.place, token: it.lock.token }] : []));
        const within = question.within.flatMap((it) => decodeToken(it)?.id ?? []);
        const lock = await acquire(store, { ...{ id, party, mode, job, others, witnesses: [] }, ...(within.length > 0 ? { within } : {}) }, {
            ...{ clock, signal, timeoutMs },
            report: (event, detail) => {
                if (event === 'lock_recovered' && detail.holder)
                    warn(sayRecovered(path, detail.holder));
                report(event, detail);
            },
            onWaiting: waiting.show,
        });
        waiting.end(lock.waitedMs, lock.position);
        const dead = lock.dirty.map((it) => it.job);
        if (dead.length > 0)
            warn(sayHalfWritten(path, dead));
        return { path, place, lock, store, report, sinceMs: clock.now() };
    }
    catch (error) {
        waiting.clear();
        store?.close();
        const why = locks_explain(error, path, question, clock.now() - askedMs);
        if (!store)
            report('lock_unavailable', { decision: 'deny', ...(why instanceof errors/* FetchLockError */.qf ? { code: why.code } : {}) });
        if (!isFailOpen || !mayDoWithout(why))
            throw why;
        report('lock_bypassed', { decision: 'allow', code: why.code, reason: '--fail-open' });
        warn(`Going on without the lock, since \`--fail-open\` was given: ${(0,errors/* messageOf */.bD)(why)}`);
        return undefined;
    }
}
function locks_explain(error, path, { mode, timeout }, waitedMs) {
    if (!(error instanceof GaveUp))
        return error;
    const { code, obstacle, circle } = error;
    const trouble = code === 'FL_DEADLOCK'
        ? troubleDeadlock(path, mode, describeCircle(circle))
        : troubleWaiting(path, mode, obstacle, waitedMs, timeout, '--timeout');
    return new errors/* FetchLockError */.qf(code, trouble);
}
/** In the opposite order; throws the first trouble when all were tried. */
async function locks_letGo(held, clock, reason) {
    const failures = [];
    for (const { lock, store, report, sinceMs } of held.toReversed()) {
        try {
            const heldMs = Math.round(clock.now() - sinceMs);
            if (await lock.release())
                report('lock_released', { held_ms: heldMs, ...(reason === undefined ? {} : { reason }) });
            else
                report('lock_broken', { held_ms: heldMs, reason: 'gone before the command ended' });
        }
        catch (error) {
            failures.push(error);
        }
        finally {
            store.close();
        }
    }
    if (failures.length > 0)
        throw failures[0];
}

;// CONCATENATED MODULE: ./lib/src/cli/run/signals.js
/**
 * Signals of a command that runs in our place. Until it has started, a signal ends our waiting; from then on it is the command's.
 * A terminal sends its own signals to the whole process group, and so to the command as well: those are not passed on, so that they come once.
 */


const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
const ofTerminal = ['SIGINT', 'SIGQUIT', 'SIGTSTP'];
function catchSignals() {
    const stopped = new AbortController();
    const listeners = [];
    let command;
    let first;
    const on = (name, act) => {
        listeners.push([name, act]);
        process.on(name, act);
    };
    const pass = (name) => {
        if (!ofTerminal.includes(name) || !isInForeground())
            command?.kill(name);
    };
    for (const name of ending) {
        on(name, () => {
            if (command)
                return pass(name);
            first ??= name;
            stopped.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', { what: `Stopped (${name}).` }));
        });
    }
    return {
        stopped: stopped.signal,
        first: () => first,
        passTo: (started) => {
            command = started;
            // It came while the command was being started.
            if (first)
                started.kill(first);
            on('SIGCONT', () => pass('SIGCONT'));
            const suspend = () => {
                pass('SIGTSTP');
                // The kernel's own way: it stops nobody whom no shell could let go on.
                process.off('SIGTSTP', suspend);
                process.kill(process.pid, 'SIGTSTP');
                process.on('SIGTSTP', suspend);
            };
            on('SIGTSTP', suspend);
        },
        close: () => {
            for (const [name, act] of listeners)
                process.off(name, act);
        },
    };
}
/** Our process group is the one that the terminal's keys reach. */
function isInForeground() {
    try {
        const [, , group, , terminal, foreground] = (0,external_node_fs_.readFileSync)('/proc/self/stat', 'latin1')
            .replace(/^.*\) /s, '')
            .split(' ');
        return terminal !== '0' && group === foreground;
    }
    catch {
        return process.stdin.isTTY === true || process.stderr.isTTY === true;
    }
}
// From signal(7): their default is to end the process without leaving a core, which would be ours and tell nobody anything.
const plain = ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];
/** Ends as the command did, so that whoever started us sees the same. Comes back where that cannot be. */
function dieOf(signal) {
    if (!plain.includes(signal))
        return;
    if (signal !== 'SIGKILL') {
        // A listener that goes leaves the default, also for what Node ignores or uses itself.
        process.once(signal, () => { });
        process.removeAllListeners(signal);
    }
    process.kill(process.pid, signal);
}

;// CONCATENATED MODULE: ./lib/src/cli/run/work.js
/**
 * The command, from its start to its end.
 *
 * G1 it and the processes that it starts are witnesses of its locks: if we are killed, they keep them until they are gone.
 * G2 when one of the locks is lost, it and they are stopped before anything is let go of.
 */








/** Nothing is to be let go of: as long as it lives, it is a witness. */
class StillRunning extends errors/* FetchLockError */.qf {
    constructor(pid, file) {
        super('FL_LOST', {
            what: `The lock was lost, and '${(0,base_text/* inert */.tJ)(file)}' (process ${pid}) or something that it started could not be stopped.`,
            why: 'A process that waits for a disk, or belongs to another user, is the usual cause.',
            fix: 'What is left of the lock stays until it is gone: end it.',
        });
    }
}
const [work_lookMs, work_graceMs, killMs, stepMs] = [500, 5000, 2000, 20];
/** Answers how it ended. Throws FL_LOST, and what the system says if it cannot be started. */
async function work_runCommand(held, work) {
    const { clock, signals, err } = work;
    const [file = '', ...args] = work.command;
    const tokens = held.map((it) => it.lock.token);
    const env = { ...work.env, [liveness_tokenVariable]: [...work.within, ...tokens].join(' '), [partyVariable]: work.party };
    const command = await (0,exec/* attach */.K0)(file, args, { cwd: work.cwd, env });
    signals.passTo(command);
    // It may have dropped the token: sudo does, and `env -i`.
    const child = processOf(command.pid);
    const signing = child && signIn(held, child).catch((error) => err.write(`fetch-lock: ${notSigned(error)}\n`));
    const lost = new AbortController();
    const stopLooking = clock.every(work_lookMs, () => held.every((it) => it.lock.isHeld()) || lost.abort(takenAway(loss(held))));
    const callOff = limitHold(held, work, lost);
    try {
        const ended = await Promise.race([command.ended, aborted(lost.signal)]);
        await signing;
        if (ended)
            return ended;
        const isGone = await stop(command, tokens, clock);
        throw isGone ? lost.signal.reason : new StillRunning(command.pid, file);
    }
    finally {
        stopLooking();
        callOff();
    }
}
/** Counted from the first grant. */
function limitHold([first], { clock, policy: { maxHoldMs } }, lost) {
    if (maxHoldMs === undefined || !first)
        return () => { };
    return clock.after(Math.max(0, first.sinceMs + maxHoldMs - clock.now()), () => lost.abort(heldTooLong(first.path, maxHoldMs)));
}
async function signIn(held, child) {
    for (const { store, lock } of held)
        await store.sign(lock.token, child);
}
const notSigned = (error) => `If this process is killed before the command ends, the lock may be free while it runs: ${(0,errors/* messageOf */.bD)(error)}`;
const aborted = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
function loss(held) {
    const paths = held.filter((it) => !it.lock.isHeld()).map((it) => (0,base_text/* inert */.tJ)(it.path));
    return `The lock on '${paths.join(', ')}' was lost, so the command was stopped.`;
}
/** SIGTERM to all of it, and after a while SIGKILL. Our process group is not only ours, so each is sent for by itself. */
async function stop(command, tokens, clock) {
    const seen = new Map();
    let hasEnded = false;
    void command.ended.then(() => {
        hasEnded = true;
    });
    const living = () => {
        const uid = process.geteuid?.() ?? -1;
        const carriers = tokens.flatMap((it) => [...carriersOf(it, uid)]);
        const known = [...seen.values()].filter(isLiving);
        const roots = [...(hasEnded ? [] : [command.pid]), ...[...known, ...carriers].map((it) => it.pid)];
        for (const it of [...carriers, ...descendantsOf(roots)])
            seen.set(it.pid, it);
        return [...seen.values()].filter((it) => it.pid !== command.pid && isLiving(it));
    };
    for (const [signal, limitMs] of [
        ['SIGTERM', work_graceMs],
        ['SIGKILL', killMs],
    ]) {
        const told = new Set();
        for (const untilMs = clock.now() + limitMs; clock.now() < untilMs; await (0,base_clock/* pause */.v7)(clock, stepMs)) {
            const left = living();
            if (left.length === 0 && hasEnded)
                return true;
            if (told.size === 0)
                command.kill(signal);
            for (const it of left.filter((one) => !told.has(one.pid)))
                send(it.pid, signal);
            for (const pid of [command.pid, ...left.map((it) => it.pid)])
                told.add(pid);
        }
    }
    return false;
}
const isLiving = (it) => judgePid(it, systemKernel) === 'alive';
function send(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It is gone, or not ours to end; the next look tells.
    }
}

;// CONCATENATED MODULE: ./lib/src/cli/run/run.js
/** `fetch-lock run`: a command of the user's, in our place, under the locks of some paths. */













const run_modes = ['shared', 'update', 'exclusive'];
const isMode = (text) => run_modes.includes(text);
const run_run = {
    name: 'run',
    synopsis: '[--path P]... [--mode M] [--timeout D] [--fail-open] -- CMD ARG...',
    does: 'run a command under the lock: from cron, for maintenance, by hand',
    details: [
        'Waits for its turn as the jobs do, and says on stderr for whom; nothing is printed if it need not wait. Input, output, signals and\nexit code are those of CMD.',
        'The lock is let go of when CMD ends. What CMD leaves behind in the background is not waited for: a command that makes a daemon of itself\nneeds its option to stay in the foreground. If fetch-lock itself is killed, the lock stays until CMD, and what CMD started, is gone.',
        'A `fetch-lock run` inside of CMD does not wait for the one it runs in. If an admin breaks the lock, CMD is stopped.',
        'Exit code: that of CMD, which ends us by the same signal if one ended it; 75 if the lock was not free in time; 69 if there is no lock to be\nhad; 64 for a wrong call; 1 if the lock was lost; 126 or 127 if CMD cannot be run.',
    ],
    options: [
        { name: 'path', short: 'p', takes: 'PATH', isMany: true, does: 'what to lock; several are locked together (default: .)' },
        { name: 'mode', short: 'm', takes: 'MODE', does: 'shared, update or exclusive (default: exclusive)' },
        { name: 'timeout', short: 't', takes: 'DURATION', does: 'how long to wait; 0 tries once (default: 5m)' },
        { name: 'fail-open', does: 'run the command without the lock if it cannot be had' },
        lockDirOption,
    ],
    hasCommand: true,
    run: async (call, host) => {
        if (call.command.length === 0)
            throw new UsageError('there is no command: write `-- CMD ARG...`');
        const signals = catchSignals();
        try {
            return await underLock(call, host, signals);
        }
        finally {
            signals.close();
        }
    },
};
function readQuestion(call, { env, cwd, err }, policy) {
    const mode = call.text('mode') ?? 'exclusive';
    if (!isMode(mode))
        throw new UsageError(`--mode is '${(0,base_text/* inert */.tJ)(mode)}': accepted are ${run_modes.join(', ')}`);
    const timeout = call.text('timeout') ?? policy.defaults?.['lock-timeout'] ?? '5m';
    const paths = call.texts('path');
    const isOverruled = call.has('fail-open') && policy.failClosed === 'always';
    if (isOverruled)
        err.write(`fetch-lock: \`--fail-open\` counts for nothing here: '${policyPath}' has \`failClosed\` always.\n`);
    return {
        ...{ mode, timeout, timeoutMs: (0,duration/* parseDuration */.E)('--timeout', timeout), isFailOpen: call.has('fail-open') && !isOverruled },
        scopes: locate(paths.length > 0 ? paths : ['.'], { cwd, lockDir: lockDirOf(call) }),
        ...{ job: describePerson(call.command[0]), party: commandParty(env), within: tokensIn(env), policy },
    };
}
async function underLock(call, host, signals) {
    const { command } = call;
    const { clock, err, env, cwd } = host;
    const say = (text, code) => {
        err.write(`fetch-lock: ${text}\n`);
        return code;
    };
    let question;
    let held;
    try {
        question = readQuestion(call, host, readPolicy());
        held = await lockAll(question, { clock, err, signal: signals.stopped });
    }
    catch (error) {
        if (isWrongCall(error))
            throw error;
        const signal = signals.first();
        if (signal)
            return say('stopped while it waited for the lock; the command was not run.', 128 + external_node_os_namespaceObject.constants.signals[signal]);
        return say((0,errors/* messageOf */.bD)(error), error instanceof errors/* FetchLockError */.qf && isImpatience(error) ? exit.timeout : exit.unavailable);
    }
    try {
        // A signal may have come in the last moment.
        const early = signals.first();
        if (early)
            return say('stopped before the command began.', 128 + external_node_os_namespaceObject.constants.signals[early]);
        const { party, within, policy } = question;
        const { exitCode, signal } = await work_runCommand(held, { ...{ command, env, cwd, clock, err, signals, party, within, policy } });
        await locks_letGo(held.splice(0), clock).catch((error) => say((0,errors/* messageOf */.bD)(error), exit.ok));
        if (signal === null)
            return exitCode ?? exit.failed;
        dieOf(signal);
        return 128 + external_node_os_namespaceObject.constants.signals[signal];
    }
    catch (error) {
        if (error instanceof StillRunning)
            for (const it of held.splice(0))
                it.store.close();
        if (error instanceof errors/* FetchLockError */.qf && error.code === 'FL_POLICY')
            await locks_letGo(held.splice(0), clock, heldTooLongReason);
        const errno = (0,errors/* errnoOf */.UQ)(error);
        if (errno === undefined)
            return say((0,errors/* messageOf */.bD)(error), exit.failed);
        const [name = ''] = command;
        return errno === 'ENOENT' ? say(`'${(0,base_text/* inert */.tJ)(name)}' was not found.`, 127) : say(`'${(0,base_text/* inert */.tJ)(name)}' cannot be run (${errno}).`, 126);
    }
    finally {
        await locks_letGo(held, clock).catch((error) => say((0,errors/* messageOf */.bD)(error), exit.failed));
    }
}
const isWrongCall = (error) => error instanceof UsageError || (error instanceof errors/* FetchLockError */.qf && error.code === 'FL_INPUT');
const isImpatience = ({ code }) => code === 'FL_TIMEOUT' || code === 'FL_DEADLOCK';

;// CONCATENATED MODULE: ./lib/src/cli/status/spans.js
const textOf = (it) => (typeof it === 'string' ? it : it[1]);
/** Columns that one line of inert text takes, or more. Before Hangul nothing is wide. */
const widthOf = (text) => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2), 0);
const widthOfLine = (line) => line.reduce((sum, it) => sum + widthOf(textOf(it)), 0);
const spans_mark = '…';
/** As much of the beginning as fits. */
function cutEnd(text, width) {
    if (widthOf(text) <= width)
        return text;
    const kept = [];
    let left = width - widthOf(spans_mark);
    for (const it of text) {
        left -= widthOf(it);
        if (left < 0)
            break;
        kept.push(it);
    }
    return width < widthOf(spans_mark) ? '' : kept.join('').trimEnd() + spans_mark;
}
/** As much of the end as fits: of a path that is what tells it from others. */
function cutStart(text, width) {
    const turn = (it) => [...it].reverse().join('');
    return turn(cutEnd(turn(text), width));
}
function cutLine(line, width) {
    let left = width;
    return line.flatMap((it) => {
        const text = cutEnd(textOf(it), Math.max(0, left));
        const isWhole = text === textOf(it);
        left -= isWhole ? widthOf(text) : left;
        if (text === '')
            return [];
        return [typeof it === 'string' ? text : [it[0], text]];
    });
}
const paintLine = (line, paint) => line.map((it) => (typeof it === 'string' ? it : paint(...it))).join('');

;// CONCATENATED MODULE: ./lib/src/cli/status/fit.js
/** Locks on a screen that is too small for them: every head stays, and what is left out is counted. Pure. */


/** All of it, with air between the blocks. */
const spread = (blocks, free) => [
    ...blocks.flatMap(({ head, entries }) => [head, ...entries.flatMap((it) => it.lines), []]),
    ...(free.length > 0 ? [...free, []] : []),
];
function fitInto(blocks, free, footer, rows, width) {
    const room = Math.max(0, rows - footer.length);
    const all = spread(blocks, free);
    if (all.length <= room)
        return [...all, ...footer];
    // The footer gives way where there is nothing else.
    return [...squeeze(blocks, free, room).map((it) => cutLine(it, width)), ...footer].slice(0, rows);
}
function squeeze(blocks, free, room) {
    const tail = free.length === 0 ? [] : free.length <= room - total(blocks) ? free : [freeCount(free.length)];
    const left = room - tail.length;
    if (blocks.length > left) {
        const shown = blocks.slice(0, Math.max(0, left - 1));
        return [...shown.map((it) => it.head), [['dim', `… and ${(0,base_text/* plural */.LS)(blocks.length - shown.length, 'more lock')}`]], ...tail];
    }
    const shares = share(blocks.map((it) => 1 + lengthOf(it)), left);
    return [...blocks.flatMap((it, index) => fit_shorten(it, shares[index] ?? 1)), ...tail];
}
const freeCount = (count) => [['dim', count === 1 ? '1 lock is free' : `${count} locks are free`]];
const lengthOf = ({ entries }) => entries.reduce((sum, it) => sum + it.lines.length, 0);
const total = (blocks) => blocks.reduce((sum, it) => sum + 1 + lengthOf(it), 0);
/** Everybody gets what he needs up to the same limit, and the first ones what is left over. */
function share(needs, room) {
    const shares = needs.map(() => 0);
    for (let left = room; left > 0;) {
        const open = needs.flatMap((need, index) => ((shares[index] ?? 0) < need ? [index] : []));
        if (open.length === 0)
            break;
        const each = Math.max(1, Math.floor(left / open.length));
        for (const index of open.slice(0, left)) {
            const more = Math.min(each, (needs[index] ?? 0) - (shares[index] ?? 0));
            shares[index] = (shares[index] ?? 0) + more;
            left -= more;
        }
    }
    return shares;
}
/** The block in so many lines, of which the last one counts what is missing. */
function fit_shorten({ head, entries }, lines) {
    if (lines <= 1)
        return [head];
    if (1 + entries.reduce((sum, it) => sum + it.lines.length, 0) <= lines)
        return [head, ...entries.flatMap((it) => it.lines)];
    // One line for each; what is told beside is for those who have room.
    const brief = entries.map((it) => it.lines[0] ?? []);
    if (1 + brief.length <= lines)
        return [head, ...brief];
    // The head counts them all.
    if (lines === 2)
        return [head, ...brief.slice(0, 1)];
    const kept = lines - 2;
    const missing = entries.slice(kept);
    const count = (kind, name) => {
        const found = missing.filter((it) => it.kind === kind).length;
        return found === 0 ? [] : [(0,base_text/* plural */.LS)(found, `more ${name}`)];
    };
    const rest = [...count('holder', 'holder'), ...count('waiter', 'waiter'), ...count('note', 'note')].join(' and ');
    return [head, ...brief.slice(0, kept), [['dim', `  … and ${rest}`]]];
}

;// CONCATENATED MODULE: ./lib/src/cli/status/next.js
/** What to type next, if something asks for it. Pure. */


/** As long as a step waits unless it is told otherwise; whoever is behind such a holder has waited too long. */
const longMs = 300_000;
/** The dead first, since they keep others out for nothing; then what cannot be seen; then what takes long. */
function nextStep(shown) {
    const looks = shown.flatMap((it) => ('look' in it ? [{ path: it.path, look: it.look }] : []));
    const withDead = looks.find(({ look }) => [...look.granted, ...look.waiting].some((it) => it.verdict === 'dead'));
    if (withDead)
        return suggest('To remove the dead', `fetch-lock recover ${next_quote(withDead.path)}`);
    const unread = shown.find((it) => 'trouble' in it);
    if (unread)
        return suggest('To find out why', `fetch-lock doctor ${next_quote(unread.path)}`);
    for (const { path, look } of looks) {
        const slow = slowHolder(look);
        if (slow)
            return suggest(`If a holder hangs (others have waited ${(0,duration/* formatDuration */.a)(slow.ms)})`, `fetch-lock break ${next_quote(path)} --ticket ${slow.id}`);
    }
    const dirty = looks.find(({ look }) => look.dirty.length > 0);
    if (dirty)
        return suggest('To see what was left', `fetch-lock doctor ${next_quote(dirty.path)}`);
    const waited = looks.find(({ look }) => look.waiting.length > 0);
    return waited ? suggest('To see who waited for whom', `fetch-lock report ${next_quote(waited.path)}`) : [];
}
const suggest = (why, command) => [['dim', `${why}: `], command];
/** The oldest grant that has kept somebody out for too long. */
function slowHolder({ granted, waiting, at }) {
    for (const { id, verdict, grantedAt } of granted) {
        const longest = Math.max(0, ...waiting.filter((it) => it.waitsFor.includes(id)).map((it) => at - (it.askedAt ?? at)));
        const ms = Math.min(longest, at - (grantedAt ?? at));
        if (verdict !== 'dead' && ms >= longMs)
            return { id, ms };
    }
    return undefined;
}
/** A path as a shell reads it; one that cannot be shown as it is has to be typed. */
const next_quote = (path) => (0,base_text/* inert */.tJ)(path, 4096) !== path ? 'PATH' : /^[\w./@%+=,-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./lib/src/cli/status/blocks.js
/**
 * How locks stand, as lines of a terminal: a block a lock, the holders first, then the line; last the totals and what to type next. Pure.
 *
 * G1 no line is wider than `width`, and with `rows` there are no more lines than that.
 * G2 whatever is left out is counted, and the head of a lock is left out only where there are more locks than rows.
 * G3 names, paths and whatever else others wrote are inert.
 */






const isDead = (it) => it.verdict === 'dead';
/** What needs somebody comes first, since the last ones may find no room: 3 is a lock that nobody uses. */
function rank(it) {
    if ('trouble' in it)
        return 0;
    const { granted, waiting, dirty } = it.look;
    if ([...granted, ...waiting].some(isDead))
        return 0;
    return waiting.length > 0 ? 1 : granted.length + dirty.length > 0 ? 2 : 3;
}
function renderStatus(shown, { width, rows }) {
    const busy = shown.filter((it) => rank(it) < 3).sort((a, b) => rank(a) - rank(b));
    const idle = shown.filter((it) => rank(it) === 3);
    const footer = [totals(shown), nextStep(shown)].filter((it) => it.length > 0).map((it) => cutLine(it, width));
    const blocks = busy.map((it) => blockOf(it, width));
    const free = idle.map((it) => cutLine(freeLine(it, width), width));
    return rows === undefined ? [...spread(blocks, free), ...footer] : fitInto(blocks, free, footer, rows, width);
}
function blockOf(shown, width) {
    if ('trouble' in shown) {
        const why = [['  ', ['yellow', '!'], ` ${(0,base_text/* inert */.tJ)(shown.trouble, 1000)}`]];
        return {
            head: headOf(shown.path, [['yellow', 'cannot be looked at']], width),
            entries: [{ kind: 'note', lines: why.map((it) => cutLine(it, width)) }],
        };
    }
    const { granted, waiting, dirty, at } = shown.look;
    const names = new Map(waiting.map((it) => [it.id, it.position]));
    const entries = [
        ...granted.map((it) => ({ kind: 'holder', lines: holderLines(it, at, width) })),
        ...waiting.map((it) => ({ kind: 'waiter', lines: [waiterLine(it, names, at, width)] })),
        ...(dirty.length > 0 ? [{ kind: 'note', lines: [dirtyLine(dirty)] }] : []),
    ];
    return {
        head: headOf(shown.path, countsOf(shown.look), width),
        entries: entries.map((it) => ({ ...it, lines: it.lines.map((line) => cutLine(line, width)) })),
    };
}
/** `2 hold it, 5 wait, 1 dead`: the whole of it where there is room for no more. */
function countsOf({ granted, waiting }) {
    const [holders, waiters] = [granted, waiting].map((all) => all.filter((it) => !isDead(it)).length);
    const dead = granted.length + waiting.length - holders - waiters;
    const holds = holders === 0 ? 'nobody holds it' : `${holders} ${holders === 1 ? 'holds' : 'hold'} it`;
    const waits = waiters === 0 ? '' : `, ${waiters} ${waiters === 1 ? 'waits' : 'wait'}`;
    return [['dim', holds + waits], ...(dead > 0 ? [['dim', ', '], ['red', `${dead} dead`]] : [])];
}
/** The path, of which the end is kept, and what stands about it. */
function headOf(path, about, width) {
    const whole = (0,base_text/* inert */.tJ)(path, 4096);
    const room = Math.max(Math.min(widthOf(whole), 16), width - widthOfLine(about) - 2);
    const text = cutStart(whole, Math.min(room, width));
    const name = text.lastIndexOf('/') + 1;
    return cutLine([['dim', text.slice(0, name)], ['bold', text.slice(name)], '  ', ...about], width);
}
const freeLine = (it, width) => headOf(it.path, [['dim', 'look' in it && it.look.isThere ? 'free' : 'free, and never locked']], width);
function holderLines(it, at, width) {
    const isDead = it.verdict === 'dead';
    const heldMs = it.grantedAt === undefined ? undefined : Math.max(0, at - it.grantedAt);
    const link = linkOf(it.job);
    const about = `      ticket ${it.id}, ${processes(it)}`;
    return [
        [
            '  ',
            isDead ? ['red', '✗'] : ['green', '●'],
            ` ${it.mode}${heldMs === undefined ? '' : ` for ${(0,duration/* formatDuration */.a)(heldMs)}`}  `,
            words_nameJob(it.job),
        ],
        [isDead ? ['red', about] : ['dim', about]],
        ...(link ? [[['dim', `      ${link}`]]] : []),
    ].map((line) => cutLine(line, width));
}
/** The name gives way first: age and reason are what one looks for. */
function waiterLine(it, places, at, width) {
    const isDead = it.verdict === 'dead';
    const age = it.askedAt === undefined ? '' : ` for ${(0,duration/* formatDuration */.a)(Math.max(0, at - it.askedAt))}`;
    const front = ['  ', isDead ? ['red', '✗'] : ['yellow', '○'], ` ${isDead ? '-' : it.position}. ${it.mode}${age}  `];
    const reason = isDead ? processes(it) : reasonOf(it, places);
    const name = words_nameJob(it.job);
    const room = width - widthOfLine(front) - widthOf(reason) - 2;
    const shortest = Math.min(widthOf(name), 12);
    return [...front, cutEnd(name, Math.max(room, shortest)), '  ', isDead ? ['red', reason] : ['dim', reason]];
}
function reasonOf({ waitsFor, ahead, verdict }, places) {
    const inFront = waitsFor.map((it) => places.get(it)).find((it) => it !== undefined);
    const holders = waitsFor.filter((it) => !places.has(it)).length;
    const whom = [
        ...(holders === 0 ? [] : [holders === 1 ? 'the holder' : `${holders} holders`]),
        ...(inFront === undefined ? [] : [`number ${inFront}`]),
    ];
    return [ahead === 0 ? 'is next' : `waits for ${whom.join(' and ')}`, ...(verdict === 'unknown' ? [liveness.unknown] : [])].join('; ');
}
const mostPids = 4;
function processes({ witnesses, verdict }) {
    const pids = [...new Set(witnesses.filter((it) => verdict === 'dead' || it.verdict !== 'dead').map((it) => it.pid))];
    const more = pids.length > mostPids ? ` and ${pids.length - mostPids} more` : '';
    return `${liveness[verdict]}${pids.length > 0 ? ` (process ${pids.slice(0, mostPids).join(', ')}${more})` : ''}`;
}
const dirtyLine = (dirty) => [
    '  ',
    ['yellow', '!'],
    ` may be half-written: ${dirty
        .slice(0, 3)
        .map((it) => words_nameJob(it.job))
        .join('; ')}${dirty.length > 3 ? ` and ${dirty.length - 3} more` : ''} died while holding it; who writes next is told`,
];
function totals(shown) {
    const looks = shown.flatMap((it) => ('look' in it ? [it.look] : []));
    const [granted, waiting] = [looks.flatMap((it) => it.granted), looks.flatMap((it) => it.waiting)];
    const dead = [...granted, ...waiting].filter(isDead).length;
    const unread = shown.length - looks.length;
    const holders = granted.filter((it) => !isDead(it)).length;
    const waiters = waiting.filter((it) => !isDead(it)).length;
    return [
        ['bold', `${(0,base_text/* plural */.LS)(shown.length, 'lock')}: ${(0,base_text/* plural */.LS)(holders, 'holder')}, ${(0,base_text/* plural */.LS)(waiters, 'waiter')}`],
        ...(dead > 0 ? [', ', ['red', `${dead} dead`]] : []),
        ...(unread > 0 ? [', ', ['yellow', `${unread} not readable`]] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/src/cli/status/document.js
function document_renderDocument(shown, at) {
    const document = { v: 1, ts: new Date(at).toISOString(), locks: shown.map(document_lockOf) };
    // A terminal obeys some of these signs also inside a text.
    return `${JSON.stringify(document, null, 2).replace(/[^\P{C}\n]|\p{Zl}|\p{Zp}/gu, asNumber)}\n`;
}
const asNumber = (sign) => [...Array(sign.length).keys()].map((it) => `\\u${sign.charCodeAt(it).toString(16).padStart(4, '0')}`).join('');
const document_lockOf = (it) => 'trouble' in it
    ? { path: it.path, trouble: it.trouble }
    : {
        path: it.path,
        lock: it.lock,
        was_locked: it.look.isThere,
        holders: it.look.granted.map((one) => holderOf(one, it.look)),
        waiters: it.look.waiting.map((one) => ({
            ...requestOf(one),
            position: one.position,
            ahead: one.ahead,
            waits_for: one.waitsFor,
            ...(one.askedAt === undefined ? {} : { waited_ms: Math.max(0, it.look.at - one.askedAt) }),
        })),
        dirty: it.look.dirty.map(requestOf),
    };
const holderOf = (it, { at }) => ({
    ...requestOf(it),
    ...(it.askedAt === undefined || it.grantedAt === undefined ? {} : { waited_ms: Math.max(0, it.grantedAt - it.askedAt) }),
    ...(it.grantedAt === undefined ? {} : { held_ms: Math.max(0, at - it.grantedAt) }),
});
const requestOf = ({ id, mode, job, verdict, witnesses }) => ({ ticket: id, mode, job, verdict, processes: witnesses });

;// CONCATENATED MODULE: ./lib/src/cli/status/screen.js
/**
 * The whole terminal, drawn again on every change until somebody leaves it.
 *
 * G1 a frame is one write, over the last one and without clearing first, so that nothing flickers; one that is as before is not written.
 * G2 however it ends (q, Ctrl-C, a signal, an error, process.exit), the terminal is as it was.
 * G3 between two frames pass at least `leastMs`, however much happens.
 */




const [screen_leastMs, screen_mostMs] = [100, 1000];
// Of xterm: another screen, no cursor, no line that goes on in the next row. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
const screen_enter = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l';
// Held back until it is whole, by terminals that know how. https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const [begin, screen_end] = ['\x1b[?2026h', '\x1b[?2026l'];
/** Draws until the user leaves it (false) or a signal comes (true). */
async function screen_watch({ out, clock, signal }, picture) {
    const news = createNews();
    let isLeft = false;
    let last = '';
    const draw = () => {
        // A screen that does not tell its size has the one of the first terminals.
        const size = { width: out.width || 80, rows: out.rows || 24 };
        const frame = picture.draw(size).map((it) => `${paintLine(it, out.paint)}\x1b[K`);
        const text = `${begin}\x1b[H${frame.join('\r\n')}\x1b[J${screen_end}`;
        if (text !== last)
            out.write(text);
        last = text;
    };
    const restore = () => out.write(leave);
    const onResize = () => {
        last = '';
        draw();
    };
    const hasEnded = () => isLeft || signal.aborted;
    news.follow(await picture.look());
    process.once('exit', restore);
    signal.addEventListener('abort', news.tell);
    const stopKeys = onKeys(() => {
        isLeft = true;
        news.tell();
    });
    try {
        out.write(screen_enter);
        process.stdout.on('resize', onResize);
        while (!hasEnded()) {
            draw();
            const drawnMs = clock.now();
            await (0,base_clock/* pause */.v7)(clock, screen_mostMs, news.next());
            while (!hasEnded() && clock.now() < drawnMs + screen_leastMs)
                await (0,base_clock/* pause */.v7)(clock, drawnMs + screen_leastMs - clock.now(), news.next());
            if (!hasEnded())
                news.follow(await picture.look());
        }
        return !isLeft;
    }
    finally {
        signal.removeEventListener('abort', news.tell);
        process.stdout.off('resize', onResize);
        process.off('exit', restore);
        news.close();
        stopKeys();
        restore();
    }
}
const quitKeys = Buffer.from('qQ\x03');
/** Calls back on q and on Ctrl-C, which is a key where keys come one by one. */
function onKeys(quit) {
    const { stdin } = process;
    if (!stdin.isTTY)
        return () => { };
    const onData = (bytes) => {
        if (bytes.some((it) => quitKeys.includes(it)))
            quit();
    };
    stdin.setRawMode(true);
    // A terminal that is gone has nobody to look.
    stdin.on('data', onData).on('end', quit).on('error', quit);
    return () => {
        stdin.off('data', onData);
        stdin.setRawMode(false);
        stdin.pause();
    };
}
const mostFollowed = 64;
/** Changes in lock directories. A host has few watchers for each user, and who has none looks every second. */
function createNews() {
    const watchers = new Map();
    let heard = new AbortController();
    const tell = () => heard.abort();
    const drop = (dir) => {
        watchers.get(dir)?.close();
        watchers.delete(dir);
    };
    return {
        tell,
        follow: (lockDirs) => {
            const wanted = new Set(lockDirs.slice(0, mostFollowed).flatMap((it) => [(0,external_node_path_.join)(it, 'q'), (0,external_node_path_.join)(it, 'h')]));
            for (const dir of [...watchers.keys()])
                if (!wanted.has(dir))
                    drop(dir);
            for (const dir of wanted) {
                if (watchers.has(dir))
                    continue;
                try {
                    const watcher = (0,external_node_fs_.watch)(dir, { persistent: false }, tell);
                    watcher.on('error', () => drop(dir));
                    watchers.set(dir, watcher);
                }
                catch {
                    // Nobody has locked it yet, or there are no watchers left.
                }
            }
        },
        /** Aborted by the next change, or by one since the last call. */
        next: () => {
            const { signal } = heard;
            heard = new AbortController();
            return signal.aborted ? signal : heard.signal;
        },
        close: () => {
            for (const dir of [...watchers.keys()])
                drop(dir);
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/status/status.js
/** `fetch-lock status`: who holds, who waits for whom, and who is dead; once, or on a screen until it is left. */








const status_status = {
    name: 'status',
    synopsis: '[PATH...] [--json] [--watch] [--lock-dir DIR]',
    does: 'show who holds a lock and who waits for it, in order, for how long, alive or not',
    details: [
        'Without PATH: the lock of the current directory, and of everything directly in it that was ever locked; with --lock-dir every lock in DIR.',
        'It only reads: nothing is made or changed, and whoever may read the lock directory may look. A lock that nobody uses takes one line.',
        '● holds   ○ waits, with its place in line   ✗ dead: every process of it has ended. `recover` removes the dead; the next request does so anyway.',
        '--watch shows it on the whole terminal, on every change and every second, until q or Ctrl-C.',
        'Exit: 0 shown; 1 a lock could not be looked at (the others are shown); 64 usage; 130 stopped by a signal.',
    ],
    options: [
        { name: 'json', does: 'print one JSON document' },
        { name: 'watch', short: 'w', does: 'show it until q or Ctrl-C; needs a terminal' },
        lockDirOption,
    ],
    operands: { least: 0, most: Number.POSITIVE_INFINITY },
    run: (call, host) => (call.has('watch') ? showOn(call, host) : showOnce(call, host)),
};
async function showOnce(call, { out, clock, cwd }) {
    const shown = await lookAtAll(find(call, cwd), clock.wall());
    if (call.has('json'))
        out.write(document_renderDocument(shown, clock.wall()));
    else if (shown.length === 0)
        out.write(`${nothingHere}\n`);
    else {
        // Where nobody looks nothing is cut off.
        const lines = renderStatus(shown, { width: out.isTty ? out.width : Number.POSITIVE_INFINITY });
        out.write(`${lines.map((it) => paintLine(it, out.paint)).join('\n')}\n`);
    }
    return codeFor(shown);
}
async function showOn(call, host) {
    const { out, env, clock, cwd } = host;
    if (call.has('json'))
        throw new UsageError('--json prints one document, and --watch never ends: give one of them');
    if (!out.isTty || env.TERM === 'dumb')
        throw new UsageError('--watch needs a terminal to draw on');
    let shown = [];
    const isStopped = await screen_watch(host, {
        look: async () => {
            shown = await lookAtAll(find(call, cwd), clock.wall());
            return shown.flatMap((it) => ('lock' in it ? [it.lock] : []));
        },
        draw: ({ width, rows }) => [
            ...(shown.length === 0 ? [cutLine([nothingHere], width)] : renderStatus(shown, { width, rows: rows - 1 })),
            cutLine([['dim', 'q quits']], width),
        ],
    });
    return isStopped ? exit.interrupted : codeFor(shown);
}
const nothingHere = 'No lock here. Give a PATH that jobs lock, or --lock-dir.';
function find(call, cwd) {
    const where = { cwd, lockDir: lockDirOf(call) };
    return call.operands.length > 0 ? locateEach(call.operands, where) : locateAll(where);
}
async function lookAtAll(found, nowAt) {
    const shown = [];
    for (const it of found)
        shown.push('trouble' in it ? it : await lookAtOne(it, nowAt));
    return shown;
}
async function lookAtOne({ path, lock }, nowAt) {
    try {
        return { path, lock: lock.dir, look: await look_lookAt(lock, nowAt) };
    }
    catch (error) {
        return { path, trouble: (0,errors/* messageOf */.bD)(error) };
    }
}
const codeFor = (shown) => (shown.some((it) => 'trouble' in it) ? exit.failed : exit.ok);

;// CONCATENATED MODULE: ./lib/src/cli/terminal.js
/** Where a command prints to. Colour only where somebody looks, and NO_COLOR wins (https://no-color.org). */

// SGR parameters of ECMA-48: on and off.
const styles = {
    bold: [1, 22],
    dim: [2, 22],
    red: [31, 39],
    green: [32, 39],
    yellow: [33, 39],
    blue: [34, 39],
    magenta: [35, 39],
};
function openTerminal(stream, env) {
    const isTty = stream.isTTY === true;
    // Who looked has looked enough, as `head` does.
    stream.on('error', (error) => {
        if ((0,errors/* errnoOf */.UQ)(error) !== 'EPIPE')
            throw error;
    });
    const hasColour = isTty && !env.NO_COLOR && env.TERM !== 'dumb';
    return {
        isTty,
        get width() {
            return stream.columns ?? 120;
        },
        get rows() {
            return stream.rows ?? 24;
        },
        write: (text) => {
            stream.write(text);
        },
        paint: (style, text) => {
            const [on, off] = styles[style];
            return hasColour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/program.js
/** `fetch-lock`: finds the command, reads its call, and turns what it throws into a sentence and an exit code. */
















const commands = [run_run, status_status, doctor, recover, breakOne, report, metrics, hooks, demo];
/** Runs one command line; answers the exit code. */
async function runProgram(args) {
    const stopped = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(name, () => stopped.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', { what: `Stopped (${name}).` })));
    }
    const env = Object.fromEntries(Object.entries(process.env).filter((it) => it[1] !== undefined));
    const host = {
        ...{ env, clock: base_clock/* systemClock */.ml, signal: stopped.signal, cwd: process.cwd(), home: (0,external_node_path_.join)(import.meta.dirname, '..', '..') },
        ...{ out: openTerminal(process.stdout, env), err: openTerminal(process.stderr, env) },
    };
    const [name, ...rest] = args;
    const command = commands.find((it) => it.name === name);
    const say = (text, code) => {
        host.err.write(`fetch-lock: ${text}\n`);
        return code;
    };
    if (!command) {
        if (name === 'help' || name === '--help' || name === '-h') {
            host.out.write(renderHelp(commands));
            return exit.ok;
        }
        return say(`${name === undefined ? 'no command' : `'${(0,base_text/* inert */.tJ)(name)}' is no command`}\n\n${renderHelp(commands)}`, exit.usage);
    }
    const own = command.hasCommand && rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
    if (own.includes('--help') || own.includes('-h')) {
        host.out.write(renderCommandHelp(command));
        return exit.ok;
    }
    try {
        return await command.run(readCall(command, rest), host);
    }
    catch (error) {
        if (error instanceof UsageError)
            return say(`${error.message}\nUsage: fetch-lock ${command.name} ${command.synopsis}`, exit.usage);
        if (error instanceof errors/* FetchLockError */.qf && error.code === 'FL_INPUT')
            return say((0,errors/* messageOf */.bD)(error), exit.usage);
        if (stopped.signal.aborted)
            return say('stopped; everything it made is gone.', exit.interrupted);
        return say((0,errors/* messageOf */.bD)(error), exit.failed);
    }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(8476);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
