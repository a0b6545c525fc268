import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 25884:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const lockfile = __nccwpck_require__(86651);
const { toPromise, toSync, toSyncOptions } = __nccwpck_require__(28755);

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

/***/ 28755:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const fs = __nccwpck_require__(79896);

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

/***/ 86651:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const path = __nccwpck_require__(16928);
const fs = __nccwpck_require__(79896);
const retry = __nccwpck_require__(5546);
const onExit = __nccwpck_require__(17327);
const mtimePrecision = __nccwpck_require__(90383);

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

/***/ 90383:
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

/***/ 17327:
/***/ ((module) => {

module.exports = () => {};


/***/ }),

/***/ 5546:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(67084);

/***/ }),

/***/ 67084:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var RetryOperation = __nccwpck_require__(39538);

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

/***/ 39538:
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

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 96137:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns/promises");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 5080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _: () => (/* binding */ hold)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(78474);
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(63148);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: ./lib/src/base/system/family.js

const groups = (proc = '/proc') => ({
    isGroup: true,
    signal: ({ pid }, name) => send(-pid, name),
    isGone: ({ pid }) => send(-pid, 0) === 'ESRCH' || hasOnlyZombies(pid, proc),
});
const pipes = {
    isGroup: false,
    signal: (command, name) => command.kill(name),
    isGone: (_, isClosed) => isClosed,
};
const systemFamily = process.platform === 'win32' ? pipes : groups();
function send(to, signal) {
    try {
        process.kill(to, signal);
        return undefined;
    }
    catch (error) {
        return error.code;
    }
}
function hasOnlyZombies(group, proc) {
    try {
        if ((0,external_node_fs_.readlinkSync)(`${proc}/self`) !== String(process.pid))
            return false;
        return !(0,external_node_fs_.readdirSync)(proc).some((pid) => /^\d+$/.test(pid) && isLivingMember(`${proc}/${pid}/stat`, group));
    }
    catch {
        return false;
    }
}
function isLivingMember(stat, group) {
    try {
        const [state, , pgrp] = (0,external_node_fs_.readFileSync)(stat, 'latin1')
            .replace(/^.*\) /s, '')
            .split(' ');
        return Number(pgrp) === group && state !== 'Z' && state !== 'X';
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/src/base/exec.js





async function exec_ask(file, args, options) {
    const { getExecOutput } = await __nccwpck_require__.e(/* import() */ 260).then(__nccwpck_require__.bind(__nccwpck_require__, 81260));
    return getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
}
const startHelper = (bundle, env) => (0,external_node_child_process_namespaceObject.spawn)(process.execPath, [bundle], { cwd: '/', detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
async function attach(file, args, options) {
    const child = spawn(file, args, { ...options, stdio: 'inherit' });
    const ended = new Promise((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await once(child, 'spawn');
    child.on('error', () => { });
    return { pid: child.pid, kill: (signal) => child.kill(signal), ended };
}
const drainMs = 500;
async function run(file, args, options) {
    const { clock, signal, family = systemFamily } = options;
    const startedMs = clock.now();
    const { cwd, env, input } = options;
    const leader = { cwd, env, detached: family.isGroup, windowsHide: true };
    const child = input === undefined
        ? (0,external_node_child_process_namespaceObject.spawn)(file, args, { ...leader, stdio: ['ignore', 'pipe', 'pipe'] })
        : (0,external_node_child_process_namespaceObject.spawn)(file, args, { ...leader, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin?.on('error', () => { }).end(input);
    if (options.onOutput)
        child.stdout.on('data', options.onOutput);
    for (const stream of options.onOutput ? [child.stderr] : [child.stdout, child.stderr])
        (0,external_node_readline_namespaceObject.createInterface)({ input: stream }).on('line', options.onLine);
    let hasEnded = false;
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
    }).finally(() => {
        hasEnded = true;
    });
    ended.catch(() => { });
    let isClosed = false;
    const closed = new Promise((resolve) => child.once('close', () => resolve())).then(() => {
        isClosed = true;
    });
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
        const { pid } = child;
        const command = pid === undefined ? undefined : { pid, kill: (name) => child.kill(name) };
        if (pid !== undefined)
            options.onStart?.(pid);
        const pressed = new Promise((resolve) => {
            if (stopping.signal.aborted)
                resolve();
            else
                stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        await Promise.race([ended, pressed]);
        const isGoneNow = () => !command || family.isGone(command, isClosed);
        const endWith = async (name, withinMs) => {
            if (command)
                family.signal(command, name);
            for (const untilMs = clock.now() + withinMs; clock.now() < untilMs && !isGoneNow();)
                await (0,base_clock/* pause */.v7)(clock, 10);
            return isGoneNow();
        };
        if (!family.isGroup && !stopping.signal.aborted)
            await (0,base_clock/* atMost */.Tu)(clock, drainMs, closed);
        const isGone = isGoneNow() || (await endWith('SIGTERM', options.graceMs)) || (await endWith('SIGKILL', 1000));
        if (isGone)
            await (0,base_clock/* atMost */.Tu)(clock, drainMs, closed);
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

// EXTERNAL MODULE: ./lib/src/base/duration.js
var base_duration = __nccwpck_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
;// CONCATENATED MODULE: ./lib/src/base/policy/own-room.js





const ownRoom = () => process.platform === 'win32'
    ? (0,external_node_path_.join)(process.env.LOCALAPPDATA ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), 'AppData', 'Local'), 'fetch-lock')
    : `/var/tmp/fetch-lock-${process.geteuid?.() ?? 0}`;
function makeOwnRoom(room = ownRoom()) {
    (0,errors/* unless */.NJ)(['EEXIST'], () => (0,external_node_fs_.mkdirSync)(room, { mode: 0o700 }));
    const found = (0,external_node_fs_.lstatSync)(room);
    const uid = process.geteuid?.();
    const isOurs = found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
    if (isOurs)
        return;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `'${room}', where this host keeps its part of a fleet's locks, is not a directory of this user's alone.`,
        why: 'Somebody else may have made it.',
        fix: `See whose it is (ls -ld ${(0,base_text/* quoteForShell */.eC)(room)}), and take it away; or give \`lock-dir\` on a local disk.`,
    });
}

;// CONCATENATED MODULE: ./lib/src/base/policy/policy.js




const defaultNames = ['lock-timeout', 'git-timeout', 'retries', 'lock-dir', 'redis-url', 'summary', 'metrics-file'];
const policyPath = process.platform === 'win32'
    ? (0,external_node_path_.join)(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';
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
function demandDirectory(key, dir) {
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dir));
    if (!found?.isDirectory())
        throw new Error(`\`${key}\` is '${dir}', which is not a directory.`);
    if (process.platform !== 'win32' && found.mode & 0o002)
        throw new Error(`\`${key}\` is '${dir}', which everybody may write.`);
}
function parsePolicy(text) {
    const said = (0,errors/* orNothing */.bR)(() => JSON.parse(text));
    if (said === undefined)
        throw new Error('It is not JSON.');
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
            return { maxHoldMs: (0,base_duration/* parseDuration */.E)('maxHold', value) };
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
        '$schema',
        (value) => {
            demand(typeof value === 'string', '$schema', 'the address of a schema');
            return {};
        },
    ],
];
const inputs = {
    'lock-timeout': [(it) => isDuration(it), 'a duration, such as "10m"'],
    'git-timeout': [(it) => isDuration(it) && /[1-9]/.test(it), 'a duration above zero, such as "10m"'],
    retries: [(it) => ['number', 'string'].includes(typeof it) && /^[1-9]\d?$/.test(String(it)), 'a whole number from 1 to 99'],
    'lock-dir': [(it) => isDirectory(it), 'an absolute directory'],
    'redis-url': [
        (it) => typeof it === 'string' && /^(rediss?|unix):\/\/[^\s]+$/.test(it),
        'the address of a Redis, such as "rediss://redis.example"',
    ],
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
const isDirectory = (it) => typeof it === 'string' && (0,external_node_path_.isAbsolute)(it) && !/\p{Cc}/u.test(it) && it.trim() === it;
const isDuration = (it) => typeof it === 'string' &&
    /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);
const isUser = (it) => typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);

;// CONCATENATED MODULE: ./lib/src/base/policy/bounds.js







function refuseOutside({ allowedRoots }, { path, guards, lock }) {
    if (allowedRoots === undefined)
        return;
    const roots = allowedRoots.flatMap((it) => (0,errors/* orNothing */.bR)(() => external_node_fs_.realpathSync.native(it)) ?? []);
    const isInside = (it) => roots.some((root) => contains(root, it));
    const isOwnRoom = lock.fleet !== undefined && (0,external_node_path_.dirname)(lock.dir) === ownRoom();
    const outside = [guards, ...(isOwnRoom ? [] : [lock.dir])].find((it) => !isInside(it));
    if (outside === undefined)
        return;
    const what = outside === guards ? `'${(0,base_text/* inert */.tJ)(outside)}'` : `The lock directory '${(0,base_text/* inert */.tJ)(outside)}'`;
    throw new errors/* FetchLockError */.qf('FL_POLICY', {
        what: `${what} is outside of what the policy of this host allows (path '${(0,base_text/* inert */.tJ)(path)}').`,
        why: `\`allowedRoots\` in '${policyPath}' has: ${allowedRoots.map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}.`,
        fix: 'Use a path inside one of them, or let the admin of this host add its directory.',
    });
}
function contains(root, path) {
    const way = (0,external_node_path_.relative)(root, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`) || /^[a-z]:|^\\\\/i.test(way));
}
const heldTooLongReason = 'maxHold of the host policy';
const heldTooLong = (path, maxHoldMs) => new errors/* FetchLockError */.qf('FL_POLICY', {
    what: `The lock on '${(0,base_text/* inert */.tJ)(path)}' was held for ${(0,base_duration/* formatDuration */.a)(maxHoldMs)}, and what worked under it was stopped.`,
    why: `That is \`maxHold\` in '${policyPath}'.`,
    fix: 'Hold it for less, as with `hold: step`; or let the admin of this host raise it.',
});

;// CONCATENATED MODULE: ./lib/src/git/complaint.js
const isComplaint = (line) => /^(fatal|error|ssh|fetch-pack|kex_exchange_identification|client_loop)\b|remote side\.|^(remote: )?error:|^warning: could not|^ *! \[|^(Connection (closed|reset|timed out)|Host key)|: Permission denied \(|^CONFLICT|^(Rebasing .*)?error: could not apply|^You are not currently on a branch|^There is no tracking|^Your configuration specifies|^\t\S/i.test(line);
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
        any(...['could not resolve host', 'unable to look up', 'name or service not known', 'in name resolution', 'resolving timed out'], ...['failed to connect', 'unable to connect', 'connection (refused|reset|closed|timed out)', 'operation timed out'], ...['no route to host', 'network is unreachable', '(returned error:|http) (408|429|5\\d\\d)\\b', 'rpc failed; curl', 'empty reply'], ...['(recv|send) failure', 'transfer closed', 'too slow', 'hung up', 'early eof', 'unexpected disconnect', 'kex_exchange'], ...["expected (flush|'packfile')", 'read error', 'write failed', 'gnutls', 'ssl_(read|connect)', 'http/?2 (stream|framing)'], '^fatal: could not read from remote repository'),
    ],
];
function any(...texts) {
    return new RegExp(texts.join('|'), 'im');
}
function faultOf(lines) {
    const text = lines.filter((it) => !/^remote:/i.test(it) || /not found|on the remote side/i.test(it)).join('\n');
    return (text === '' ? undefined : meanings.find(([, pattern]) => pattern.test(text))?.[0]) ?? 'unknown';
}

;// CONCATENATED MODULE: ./lib/src/git/isolation/collection.js



const noCollection = [
    ['maintenance.auto', 'false'],
    ['gc.auto', '0'],
];
function gcLimits(entries) {
    const last = (key) => entries.findLast((it) => it.key === key)?.value?.toLowerCase();
    const number = (key, otherwise) => {
        const [, digits, unit = ''] = /^(-?\d+)([kmg]?)$/.exec(last(key) ?? '') ?? [];
        return digits === undefined ? otherwise : Math.max(0, Number(digits) * 1024 ** ' kmg'.indexOf(unit || ' '));
    };
    const looseObjects = /^(false|no|off|0)$/.test(last('maintenance.auto') ?? '') ? 0 : number('gc.auto', 6700);
    return { looseObjects, packs: looseObjects === 0 ? 0 : number('gc.autopacklimit', 50) };
}
function whatGathered(commonDir, { looseObjects, packs }) {
    const names = (...path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDir, 'objects', ...path))) ?? [];
    const loose = names('17').filter((it) => /^([0-9a-f]{38}|[0-9a-f]{62})$/.test(it)).length;
    if (looseObjects > 0 && loose > Math.ceil(looseObjects / 256))
        return `about ${loose * 256} loose objects`;
    const inPack = names('pack');
    const count = inPack.filter((it) => it.endsWith('.pack') && !inPack.includes(it.replace(/pack$/, 'keep'))).length;
    return packs > 0 && count > packs ? `${count} packs` : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./lib/src/git/verbs.js
const transfer = '--all --append|-a --dry-run --force|-f --ipv4|-4 --ipv6|-6 --keep|-k --negotiation-tip=<revision> --no-progress --no-prune ' +
    '--no-recurse-submodules --no-show-forced-updates --progress --prune|-p --quiet|-q --show-forced-updates --tags|-t --verbose|-v';
const shallow = '--deepen=<depth> --depth=<depth> --shallow-exclude=<name> --shallow-since=<date> --unshallow';
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
        settles: { '--checkout': /^--(checkout|merge|rebase)$/ },
    },
    'lfs fetch': {
        ...{ needs: 'update', isNetwork: true, operands: 'remote and refs', separator: '--' },
        accepts: '--all|-a --dry-run|-d --exclude|-X=<paths> --include|-I=<paths> --json|-j --prune|-p --recent|-r --refetch',
        with: { '--prune': { needs: 'exclusive' } },
    },
};
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
const whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
const refusedVerbs = [
    [
        /^remote prune$/,
        'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
        'Use `fetch --prune`, which takes the same refs away and fetches, too.',
    ],
];
const reasons = [
    [/^--(deepen|depth|shallow-.*|unshallow|update-shallow|recommend-shallow)$/, whyNotShallow],
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






const scope_inputs = { path: 'Input `path`:', lockDir: 'Input `lock-dir`:', workspace: 'the workspace' };
function resolveScope(question) {
    try {
        return findScope(question);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === undefined)
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${(question.naming ?? scope_inputs).path} '${(0,base_text/* inert */.tJ)(question.path)}' cannot be looked at.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path and who may read it.',
        }, error);
    }
}
function findScope({ path, workspace, needs, isMade, lockDir, naming = scope_inputs }) {
    const full = (0,external_node_path_.isAbsolute)(path) ? path : `${workspace}${external_node_path_.sep}${path}`;
    const real = realOrParent(path, full, naming);
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(real));
    if (found && !found.isDirectory()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', { what: `${naming.path} '${path}' is a file.`, fix: 'Give a repository or a directory.' });
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
        lock: placeOf(guards, repository !== undefined && (0,external_node_path_.basename)(guards) === '.git', lockDir && realDirectory(naming, (0,external_node_path_.resolve)(workspace, lockDir))),
    };
}
const lockOf = (path, { workspace, lockDir, naming = scope_inputs }) => placeOf(path, false, lockDir && realDirectory(naming, (0,external_node_path_.resolve)(workspace, lockDir)));
function placeOf(guards, isDotGit, given) {
    if (given)
        return { dir: (0,external_node_path_.join)(given, (0,external_node_crypto_.createHash)('sha256').update(guards).digest('hex')), guards, kind: 'given' };
    return isDotGit ? { dir: (0,external_node_path_.join)(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
}
function realOrParent(path, full, naming) {
    const real = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, full, naming));
    if (real !== undefined)
        return real;
    if ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(full))?.isSymbolicLink()) {
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${naming.path} '${path}' is a symbolic link to nothing.`,
            fix: 'Mend the link, or give another path.',
        });
    }
    const parent = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, (0,external_node_path_.dirname)(full), naming));
    if (parent !== undefined)
        return (0,external_node_path_.join)(parent, (0,external_node_path_.basename)(full));
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming.path} '${path}' (${full}) does not exist, nor does the directory it would be in.`,
        fix: `Check the path; it is relative to ${naming.workspace}.`,
    });
}
function realOr(path, full, naming) {
    try {
        return external_node_fs_.realpathSync.native(full);
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'ENOENT')
            throw error;
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `${naming.path} '${path}' cannot be followed.`,
            why: (0,errors/* messageOf */.bD)(error),
            fix: 'Check the path.',
        });
    }
}
function realDirectory(naming, full) {
    const real = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'], () => external_node_fs_.realpathSync.native(full));
    if (real !== undefined && (0,external_node_fs_.statSync)(real).isDirectory())
        return real;
    throw new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming.lockDir} '${full}' is not a directory.`,
        fix: 'Make it first, so that every job of this host may write there.',
    });
}
function refuseDeepening({ path, guards }, commands) {
    const command = commands.find((it) => it.isShallow);
    if (command === undefined || ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(guards, 'shallow')))?.size ?? 0) > 0)
        return;
    throw new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
        what: `The git command '${command.text}' is refused in '${(0,base_text/* inert */.tJ)(path)}', which is not shallow.`,
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
    const gitDir = gitDirOf(dir);
    const commonDir = gitDir && commonDirOf(gitDir);
    return commonDir ? { kind: inside?.isFile() ? 'worktree' : inside?.isDirectory() ? 'clone' : 'bare', commonDir } : undefined;
}
function gitDirOf(dir) {
    const dotGit = (0,external_node_path_.join)(dir, '.git');
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dotGit));
    if (!inside?.isFile())
        return inside?.isDirectory() ? dotGit : dir;
    const target = /^gitdir: (.+)$/.exec(readSmall(dotGit).trimEnd())?.[1];
    return target ? (0,external_node_path_.resolve)(dir, target) : '';
}
function commonDirOf(gitDir) {
    const named = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => readSmall((0,external_node_path_.join)(gitDir, 'commondir')))?.trim();
    const common = named ? (0,external_node_path_.resolve)(gitDir, named) : gitDir;
    const has = (name) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_.join)(common, name)));
    return lstatOrNothing((0,external_node_path_.join)(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
        ? external_node_fs_.realpathSync.native(common)
        : undefined;
}
const lstatOrNothing = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
function readSmall(path) {
    const found = (0,external_node_fs_.statSync)(path);
    return found.isFile() && found.size <= 8192 ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./lib/src/git/operands.js
function objectionTo(operands, place) {
    const fix = 'Take it out, and set `token`.';
    if (operands.some(hasSecret))
        return { why: 'A password in a URL is seen by all who may list processes.', fix };
    const [first, others] = place.kinds;
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
const isRemoteName = (text) => /^\w[\w./-]*$/.test(text) && !text.includes('..');
const urlPattern = /^((https?|ssh|git):\/\/([\w.+~%][\w.+~%-]*(:[^\s/]*)?@)?(\w[\w.-]*|\[[\da-f:.]+\])(:\d+)?(\/\S*)?|file:\/\/\/\S+)$/i;
function isRemote(text) {
    if (text.includes('::') || /\s/.test(text))
        return false;
    if (text.includes('://'))
        return urlPattern.test(text);
    if (/^\w[\w.-]*@\w[\w.-]*:(?!-).+$/.test(text))
        return true;
    return isRemoteName(text) || /^\.{0,2}\/[\w./+@-]+$/.test(text);
}
const isUrl = (text) => isRemote(text) && /:|^\//.test(text);
const hasSecret = (text) => /^[a-z]+:\/\/([^\s/]*:[^\s/]*|gh[a-z]_[^\s/]*|github_pat_[^\s/]*|glpat-[^\s/]*)@/i.test(text);
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
const room = 'refs/fetch-lock/';
const writesOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.split(':')[1] ?? '');
const readsOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.replace(/^\+/, '').split(':')[0] ?? '');
const isOurs = (side) => `${side.toLowerCase()}/`.startsWith(room);
function protectionOf(refspecs) {
    const found = refspecs
        .filter((it) => !it.startsWith('^'))
        .flatMap((it) => {
        const [from = '', to = ''] = it.replace(/^\+/, '').split(':');
        const [[before = '', after], [start = '', end]] = [from.split('*'), to.split('*')];
        const isRead = after === undefined ? /^(refs\/)?fetch-lock\//.test(from) : meet(before, room);
        const own = isRead ? [`${room}*`] : [];
        if (after === undefined || end === undefined || !room.startsWith(start))
            return own;
        const rest = room.slice(start.length);
        const ends = [...rest].flatMap((_, at) => (end.startsWith(rest.slice(at)) ? [`${before}${rest.slice(0, at)}${after}`] : []));
        return [...own, `${before}${rest}*${after}`, ...ends];
    });
    return [...new Set(found.filter(isRefPattern).map((it) => `^${it}`))].filter((it) => !refspecs.includes(it));
}
const meet = (one, other) => one.startsWith(other) || other.startsWith(one);
const isCommitId = (text) => /^([\da-f]{40}|[\da-f]{64})$/.test(text) && !/^0+$/.test(text);
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
    'remote and refs': { takes: 'a remote, and refs', kinds: [remote, ref] },
    paths: { takes: 'paths below the repository', kinds: [path, path] },
    none: { takes: 'nothing', kinds: [] },
};

;// CONCATENATED MODULE: ./lib/src/git/isolation/configuration.js



function parseEntries(text) {
    const fields = text.split('\0');
    return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
        const [scope = '', origin = '', entry = ''] = fields.slice(index * 3);
        const end = entry.indexOf('\n');
        return end === -1 ? { scope, origin, key: entry } : { scope, origin, key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}
const isShared = ({ scope }) => scope === 'local' || scope === 'worktree';
const isOwn = (entry) => !isShared(entry);
const ownValue = (entries, key) => entries.findLast((it) => isOwn(it) && it.key === key && it.value !== undefined)?.value;
const listAlternateRefs = 'list() { git --git-dir="$1" for-each-ref --format="%(objectname)"; }; list';
const anyBare = ['safe.bareRepository', 'all'];
const alwaysSet = (entries) => [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.alternateRefsCommand', ownValue(entries, 'core.alternaterefscommand') ?? listAlternateRefs],
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    ...(entries.some((it) => it.key === 'core.packedrefstimeout') ? [] : [['core.packedRefsTimeout', '10000']]),
    ['fetch.recurseSubmodules', 'false'],
    ['submodule.recurse', 'false'],
    ['alias.lfs', ''],
    ['alias.submodule', ''],
    anyBare,
    ['credential.helper', ''],
    ...entries.flatMap((it) => (isOwn(it) && isHelper.test(it.key) && it.value !== undefined ? [[it.key, it.value]] : [])),
];
const isHelper = /^credential\.(.+\.)?helper$/;
const byDefault = (value) => (key, own) => [key, own ?? value];
const already = () => undefined;
const replaced = [
    [/^core\.(hookspath|fsmonitor|alternaterefscommand|sshcommand|askpass|gitproxy)$/, already],
    [isHelper, already],
    [/^protocol\.(.+\.)?allow$/, already],
    [/^filter\..+\.(clean|smudge|process)$/, byDefault('')],
    [/^merge\..+\.driver$/, byDefault('false')],
    [/^hook\..+\.[^.]+$/, (key) => [key.replace(/[^.]+$/, 'enabled'), 'false']],
    [/^gpg\.(openpgp\.)?program$/, byDefault('gpg')],
    [/^gpg\.x509\.program$/, byDefault('gpgsm')],
    [/^gpg\.ssh\.program$/, byDefault('ssh-keygen')],
    [/^gpg\.ssh\.defaultkeycommand$/, byDefault('false')],
    [/^http\.(.+\.)?sslverify$/, byDefault('true')],
    [/^credential\.(.+\.)?protectprotocol$/, byDefault('true')],
];
const firstWins = /^remote\..+\.uploadpack$/;
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
    if (isPlain.test(value) && !namesProgram.test(key))
        return true;
    if (/^submodule\.(.+\.)?update$/.test(key) && value.startsWith('!'))
        return false;
    return data.some((it) => it.test(key));
};
const namesRemotes = /^(remotes\..+|branch\..+\.(push)?remote|remote\.pushdefault|checkout\.defaultremote|clone\.defaultremotename)$/;
const isOption = ({ key, value = '' }) => key.startsWith('remote.-') || (namesRemotes.test(key) && /(^|\s)-/.test(value));
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
const quoteForGit = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;

;// CONCATENATED MODULE: ./lib/src/git/isolation/environment.js

const elsewhere = /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CONFIG|EXTERNAL_DIFF|PAGER|TRACE.*|CURL_VERBOSE)$/;
const runners = /^((INPUT|STATE|ACTIONS)_|FETCH_LOCK_REDIS_URL$)/;
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
    GIT_HTTP_LOW_SPEED_LIMIT: env.GIT_HTTP_LOW_SPEED_LIMIT ?? '1000',
    GIT_HTTP_LOW_SPEED_TIME: env.GIT_HTTP_LOW_SPEED_TIME ?? '60',
});
const patientSsh = 'ssh -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=4';
const forEveryHost = (proxy) => (proxy?.includes(' for ') ? undefined : proxy);
const quote = (path) => `'${path.replaceAll("'", "'\\''")}'`;
const only = (dir) => ({ GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)(dir) });
const isListable = (dir) => !(0,external_node_path_.dirname)(dir).includes(external_node_path_.delimiter);

;// CONCATENATED MODULE: ./lib/src/git/isolation/owner.js



function areForeign(paths, { trustedOwners }, env) {
    const us = process.geteuid?.();
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
const namesOf = (uid) => ((0,errors/* unless */.NJ)(['ENOENT', 'EACCES'], () => (0,external_node_fs_.readFileSync)('/etc/passwd', 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , id]) => name && id === String(uid))
    .map(([name = '']) => (0,base_text/* inert */.tJ)(name));

;// CONCATENATED MODULE: ./lib/src/git/isolation/token.js

const httpsOrigins = (texts) => [
    ...new Set(texts.flatMap((text) => (/^https:\/\//i.test(text ?? '') && URL.canParse(text ?? '') ? [new URL(text ?? '').origin] : []))),
];
const encode = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');
const secretsOf = (token) => [token, encode(token)];
const shortest = 6;
function secretsIn(entries) {
    const found = entries.flatMap(({ key, value = '' }) => [
        ...(key.endsWith('.extraheader') ? ofHeader(value) : []),
        ...[...`${key} ${value}`.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/]*@/gi)].flatMap(([url]) => ofUrl(`${url}host`)),
    ]);
    return [...new Set(found)].filter((it) => it.length >= shortest).sort((a, b) => b.length - a.length);
}
function ofHeader(header) {
    const sent = header.trim().split(/\s+/).at(-1) ?? '';
    const told = Buffer.from(sent, 'base64').toString('latin1');
    return [sent, ...(/ basic /i.test(header) ? [told.slice(told.indexOf(':') + 1)] : [])];
}
function ofUrl(url) {
    if (!URL.canParse(url))
        return [];
    const { username, password, protocol } = new URL(url);
    const [user, pass] = [username, password].map((it) => (0,errors/* orNothing */.bR)(() => decodeURIComponent(it)) ?? it);
    const sent = Buffer.from(`${user}:${pass}`).toString('base64');
    return password !== '' ? [password, pass, sent] : protocol.startsWith('http') ? [username, user, sent] : [];
}
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












const mayEnterSubmodules = (argv) => argv[0] === 'submodule' || argv.some((it) => it.startsWith('--recurse-submodules'));
class Unreadable extends errors/* FetchLockError */.qf {
    complaint;
    constructor(path, complaint) {
        const what = `Git could not read the configuration of '${(0,base_text/* inert */.tJ)(path)}'.`;
        super('FL_GIT', { what, why: complaint, fix: 'Mend it, or make the repository anew.' });
        this.complaint = complaint;
    }
}
const isolation_noGit = (why, cause) => new errors/* FetchLockError */.qf('FL_GIT', { what: 'git could not be run on this runner.', why: (0,base_text/* inert */.tJ)(why), fix: 'Install git 2.31 or newer where PATH finds it.' }, cause);
const lookMs = 30_000;
async function isolate(site, surroundings) {
    const { policy, credential, entersSubmodules, isAlone, barrier, onIgnored } = surroundings;
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
            ...[...alwaysSet(entries), ...(barrier ? barrierSettings(barrier) : [])],
            ...[...(isAlone ? [] : noCollection), ...protect(entries, site.path)],
            ...(credential ? tokenSettings(credential, entries) : []),
        ];
        const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
        const accept = (found, { gitDir, workDir }) => {
            const judgement = configuration_judge(found, site.path, (value) => site.kind !== 'bare' && isInside((0,external_node_path_.resolve)(gitDir, value), workDir));
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
        const secrets = [...(credential ? secretsOf(credential.token) : []), ...secretsIn(entries)];
        return {
            ...{ entries, cwd: site.workDir, args },
            env: { ...environment_gitEnvironment(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...barrierEnvironment(barrier), ...env },
            hide: (text) => secrets.reduce((it, secret) => it.replaceAll(secret, '***'), text),
            close: () => borrowed?.close(),
        };
    }
    catch (error) {
        borrowed?.close();
        throw error;
    }
}
const barrierSettings = ({ hooks }) => [['core.hooksPath', hooks]];
const barrierEnvironment = (barrier) => barrier ? { FETCH_LOCK_FENCE: barrier.object, FETCH_LOCK_FENCE_DIR: barrier.dir, FETCH_LOCK_FENCE_BY: barrier.by } : {};
const sayIgnored = (path, ignored) => `Not used from '${(0,base_text/* inert */.tJ)(path)}': ${[...ignored].map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}. A shared repository runs no program in a job's name.`;
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
    const result = await run('git', args, {
        ...{ cwd: site.workDir, env, clock, signal, limitMs: lookMs, graceMs: 0 },
        onOutput: (bytes) => chunks.push(bytes),
        onLine: (line) => complaints.push((0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(line))),
    }).catch((error) => {
        throw isolation_noGit((0,errors/* messageOf */.bD)(error), error);
    });
    signal.throwIfAborted();
    if (result.exitCode !== 0)
        throw new Unreadable(site.path, complaints.slice(-3).join('; '));
    return Buffer.concat(chunks).toString('utf8');
}
const isForeign = (site, policy, env) => site.kind !== 'directory' && areForeign(pathsOf(repositoryOf(site)), policy, env);
const repositoryOf = ({ workDir, guards }) => ({ workDir, gitDir: gitDirOf(workDir), commonDir: guards });
const pathsOf = ({ workDir, gitDir, commonDir }) => [
    ...new Set([workDir, ...(gitDir === workDir ? [] : [(0,external_node_path_.join)(workDir, '.git')]), gitDir, commonDir]),
];
function trust({ workDir, gitDir, commonDir }, env) {
    const dir = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), 'fetch-lock-git-'));
    const home = env.HOME ?? (0,external_node_os_.homedir)();
    const given = env.GIT_CONFIG_GLOBAL;
    const files = given === undefined ? [(0,external_node_path_.join)(env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'git', 'config'), (0,external_node_path_.join)(home, '.gitconfig')] : [given];
    const lines = [
        ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${quoteForGit((0,external_node_path_.resolve)(it))}`),
        ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${quoteForGit(it)}`),
    ];
    const file = (0,external_node_path_.join)(dir, 'config');
    (0,external_node_fs_.writeFileSync)(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { env: { GIT_CONFIG_GLOBAL: file }, close: () => (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true }) };
}
function isInside(path, dir) {
    const real = isolation_realOrParent(path);
    return (real === dir || real.startsWith(`${dir}${external_node_path_.sep}`)) && !real.slice(dir.length).split(external_node_path_.sep).includes('.git');
}
const isolation_realOrParent = (path) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.realpathSync)(path)) ?? (0,external_node_path_.join)(isolation_realOrParent((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
const hooksOf = (commonDir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR', 'EACCES'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(commonDir, 'hooks'))) ?? []).some((it) => !it.endsWith('.sample'));
const withoutFiles = (own) => own('protocol.file.allow') === 'always' ? {} : { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' };
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
                await add(gitDirOf(path), path);
        }
        for (const it of [...new Set([gitDir, commonDir])].flatMap((dir) => modulesIn((0,external_node_path_.join)(dir, 'modules'))))
            if (!found.has(it))
                await add(it, workDir);
    };
    await addThoseOf(main);
    return [...found.values()];
}
const modulesIn = (dir) => ((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)(dir, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => (0,external_node_path_.join)(dir, it.name))
    .flatMap((it) => (lstat((0,external_node_path_.join)(it, 'HEAD')) ? [(0,external_node_fs_.realpathSync)(it)] : modulesIn(it)));
const lstat = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
const explicit = ({ workDir, gitDir }) => ({
    GIT_DIR: gitDir,
    GIT_WORK_TREE: workDir,
});

;// CONCATENATED MODULE: ./lib/src/git/run.js






const killAfterMs = 2500;
const mostComplaints = 50;
async function runGit(argv, { cwd, env, args, hide }, options) {
    const complaints = new Set();
    const onLine = (line) => {
        const text = (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(hide(line)), 500);
        if (complaints.size < mostComplaints && isComplaint(line))
            complaints.add(text);
        options.onLine(text);
    };
    const result = await run('git', [...args, ...argv], { ...options, cwd, env, graceMs: killAfterMs, onLine }).catch((error) => {
        throw isolation_noGit((0,errors/* messageOf */.bD)(error), error);
    });
    return { ...result, complaints: [...complaints] };
}
async function gitVersion(env) {
    const answer = await ask('git', ['version'], { env: gitEnvironment(env) }).catch(() => undefined);
    const version = /git version (\S+)/.exec(answer?.stdout ?? '')?.[1];
    if (version !== undefined)
        return version;
    throw noGit(answer?.stderr ?? '');
}

// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __nccwpck_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/store.js
var lock_store = __nccwpck_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __nccwpck_require__(76074);
;// CONCATENATED MODULE: ./lib/src/fetch/refs.js



const fenceName = 'refs/fetch-lock/fence';
const gone = ['ENOENT', 'ENOTDIR'];
function refNames(dir) {
    const packed = (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(dir, 'packed-refs'), 'utf8')) ?? '';
    return [...looseRefs(dir), ...packed.split('\n').flatMap((line) => /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line)?.[1] ?? [])];
}
function dropBrokenRefs({ guards, kind }) {
    const isOurs = (name) => (kind === 'bare' && name !== 'refs/heads' && name !== fenceName) || /^refs\/(remotes\/|fetch-lock\/.*\/)/.test(name);
    const broken = looseRefs(guards).filter((name) => isOurs(name) && saysNothing((0,external_node_path_.join)(guards, name)));
    return broken.filter((name) => {
        (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(guards, name)));
        return true;
    });
}
function readLoose(dir, name) {
    const file = (0,external_node_path_.join)(dir, name);
    return (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.lstatSync)(file))?.isFile() ? (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)(file, 'latin1')) : undefined;
}
const readPacked = (dir, name) => ((0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(dir, 'packed-refs'), 'latin1')) ?? '')
    .split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.split(' ')[0];
function dropBroken(dir, name) {
    const isBroken = readLoose(dir, name) !== undefined && saysNothing((0,external_node_path_.join)(dir, name));
    if (isBroken)
        (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(dir, name)));
    return isBroken;
}
const saysNothing = (file) => {
    const text = (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)(file, 'latin1'));
    return text !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})(\s|$)|^ref:\s*\S/i.test(text);
};
function looseRefs(dir, name = 'refs') {
    const entries = (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(dir, name), { withFileTypes: true })) ?? [];
    return entries.flatMap((it) => {
        const path = `${name}/${it.name}`;
        if (it.isDirectory())
            return looseRefs(dir, path);
        return it.isFile() && !it.name.endsWith('.lock') ? [path] : [];
    });
}
function hasRef(dir, name) {
    const file = (0,external_node_path_.join)(dir, name);
    const loose = (0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.lstatSync)(file));
    if (loose && !loose.isDirectory())
        return loose.isFile() && /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.test((0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)(file, 'latin1')) ?? '');
    return ((0,errors/* unless */.NJ)(gone, () => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(dir, 'packed-refs'), 'utf8')) ?? '').includes(` ${name}\n`);
}

;// CONCATENATED MODULE: ./lib/src/fetch/fencing/fence.js









const digestOf = (party) => (0,external_node_crypto_.createHash)('sha256').update(party).digest('hex').slice(0, 16);
const encodeMark = ({ fence, id, party, before }) => `${fence} ${id} ${party}${before === undefined ? '' : ` ${before}`}\n`;
function decodeMark(line) {
    const [fence = '', id = '', party = '', before, ...more] = line.split(' ');
    if (!/^[1-9]\d{0,14}$/.test(fence) || !(0,lock_ticket/* isId */.eQ)(id) || !(0,lock_ticket/* isId */.eQ)(party) || more.length > 0)
        return undefined;
    if (before === undefined)
        return { fence: Number(fence), id, party };
    return isCommitId(before) ? { fence: Number(fence), id, party, before } : undefined;
}
function fenceInFile(commonDir) {
    const text = readLoose(commonDir, fenceName)?.trim();
    return text !== undefined && isCommitId(text) ? text : undefined;
}
const limitMs = 30_000;
async function isStanding({ dir, object }, isolation, work) {
    const inFile = fenceInFile(dir);
    if (inFile !== undefined)
        return inFile === object;
    const lines = [];
    const argv = [`--git-dir=${dir}`, 'rev-parse', '--quiet', '--verify', fenceName];
    const { exitCode } = await runGit(argv, isolation, { ...work, limitMs, onLine: (line) => lines.push(line) });
    return exitCode === 0 && lines.join() === object;
}
const overtaken = (path, command) => new errors/* FetchLockError */.qf('FL_LOST', {
    what: `The lock on '${(0,base_text/* inert */.tJ)(path)}' is somebody else's by now, so \`${command}\` is not trusted.`,
    why: 'It ran out while this host, or its way to Redis, stood still, and another job has moved the fence since. What this one wrote later was refused by git.',
    fix: 'Run the job again.',
});
function demandHook(hooks) {
    const file = (0,external_node_path_.join)(hooks, 'reference-transaction');
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
    }
    catch (error) {
        throw new errors/* FetchLockError */.qf('FL_BACKEND', {
            what: `'${(0,base_text/* inert */.tJ)(file)}' cannot be run, so nothing would stop a holder that has lost the lock.`,
            why: `${(0,errors/* messageOf */.bD)(error)}.`,
            fix: 'Let the action be checked out with its modes, on a file system that is not mounted `noexec`.',
        }, error);
    }
}

// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var system_kernel = __nccwpck_require__(82785);
;// CONCATENATED MODULE: ./lib/src/fetch/fencing/turn.js










const roomOf = (commonDir) => (0,external_node_path_.join)(commonDir, 'refs', 'fetch-lock');
const turnFile = (commonDir) => (0,external_node_path_.join)(roomOf(commonDir), 'writer.lock');
const hostWord = (0,external_node_os_.hostname)().replace(/[^\w.-]/g, '_') || '_';
const thisHost = ({ boot, namespace } = system_kernel/* systemKernel */.F) => `${hostWord} ${boot}-${namespace}`;
function makerOf(text) {
    const [, host = '', name = ''] = /^\S+ (\S+) (\S+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
    const process = (0,lock_ticket/* decodeProcess */.Ok)(name);
    return process && { host: (0,base_text/* inert */.tJ)(host, 80), process };
}
const isDead = ({ host, process }, kernel) => process.boot === kernel.boot &&
    process.namespace === kernel.namespace &&
    (process.boot !== 'none' || host === hostWord) &&
    (0,liveness/* judgePid */.nj)(process, kernel) === 'dead';
const mostBytes = 4096;
function read(file) {
    const found = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(file));
    if (!found)
        return undefined;
    return found.isFile() && found.size <= mostBytes ? ((0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.readFileSync)(file, 'utf8')) ?? '') : '';
}
function freeTurn(commonDir, kernel = system_kernel/* systemKernel */.F) {
    const file = turnFile(commonDir);
    const text = read(file);
    if (text === undefined)
        return true;
    const maker = makerOf(text);
    return maker !== undefined && isDead(maker, kernel) && takeAway(file, text);
}
function takeAway(file, text) {
    const aside = (0,external_node_path_.join)(file, '..', `writer-${(0,lock_ticket/* newId */.Si)()}.lock`);
    if (!(0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)(file, aside) ?? true))
        return true;
    const isIt = read(aside) === text;
    if (!isIt)
        (0,errors/* unless */.NJ)(['EEXIST'], () => (0,external_node_fs_.linkSync)(aside, file));
    (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(aside));
    return isIt;
}
const patienceMs = 10_000;
const turn_lookMs = 50;
async function takeTurn(commonDir, clock, signal) {
    const untilMs = clock.now() + patienceMs;
    const line = `- ${hostWord} ${(0,lock_ticket/* encodeProcess */.mW)({ ...(0,liveness/* thisProcess */.WF)(), key: '0' })}`;
    try {
        for (;;) {
            signal.throwIfAborted();
            if (make(turnFile(commonDir), line)) {
                return (now = commonDir) => {
                    if (read(turnFile(now))?.startsWith(line))
                        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(turnFile(now)));
                };
            }
            if (freeTurn(commonDir))
                continue;
            if (clock.now() > untilMs)
                throw stuck(commonDir, clock);
            await (0,base_clock/* pause */.v7)(clock, turn_lookMs, signal);
        }
    }
    catch (error) {
        if (error instanceof errors/* FetchLockError */.qf || signal.aborted)
            throw error;
        throw new errors/* FetchLockError */.qf('FL_BACKEND', {
            what: `The fence of '${(0,base_text/* inert */.tJ)(commonDir)}' could not be moved.`,
            why: `${(0,errors/* messageOf */.bD)(error)}.`,
            fix: `Let this user write to '${(0,base_text/* inert */.tJ)(roomOf(commonDir))}'.`,
        }, error);
    }
}
function make(file, line) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(file, '..'), { recursive: true });
    const fd = (0,errors/* unless */.NJ)(['EEXIST', 'ENOENT'], () => (0,external_node_fs_.openSync)(file, 'wx', 0o664));
    if (fd === undefined)
        return false;
    try {
        (0,external_node_fs_.writeSync)(fd, `${line}\n`);
        return isAt(file, fd);
    }
    catch (error) {
        (0,errors/* orNothing */.bR)(() => isAt(file, fd) && (0,external_node_fs_.unlinkSync)(file));
        throw error;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
const isAt = (file, fd) => (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.ino === (0,external_node_fs_.fstatSync)(fd).ino;
function stuck(commonDir, clock) {
    const file = turnFile(commonDir);
    const found = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(file));
    const since = found === undefined ? '' : ` for ${(0,base_duration/* formatDuration */.a)(Math.max(0, Math.round(clock.wall() - found.mtimeMs)))}`;
    const text = (0,errors/* orNothing */.bR)(() => read(file)) ?? '';
    const maker = makerOf(text);
    return new errors/* FetchLockError */.qf('FL_BACKEND', {
        what: `'${(0,base_text/* inert */.tJ)(file)}' has been there${since}: a change of refs in that repository does not end.`,
        ...(maker ? byMaker(maker, file) : byNobody(file, found?.isFile() ?? true, text === '')),
    });
}
const byMaker = ({ host, process: { pid } }, file) => ({
    why: `It was made by process ${pid} on host '${host}', which cannot be seen from here or does not go on.`,
    fix: `Any job on that host clears it once that process is gone. If the host is gone for good, remove it: \`rm -- ${(0,base_text/* quoteForShell */.eC)(file)}\`.`,
});
const byNobody = (file, isFile, isEmpty) => ({
    why: !isFile
        ? 'It is no plain file, so neither git nor fetch-lock made it.'
        : isEmpty
            ? 'It is empty or too large: a host that stopped while it was written, or a full disk, leaves it so.'
            : 'It does not say who made it.',
    fix: `Once no job works in that repository, on any host, remove it: \`rm -r -- ${(0,base_text/* quoteForShell */.eC)(file)}\`.`,
});

;// CONCATENATED MODULE: ./lib/src/fetch/fetch-head.js




const { O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
function freeFetchHead({ workDir }, argv) {
    if (argv.includes('--append'))
        return;
    const path = (0,external_node_path_.join)(gitDirOf(workDir), 'FETCH_HEAD');
    try {
        (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK));
    }
    catch (error) {
        if ((0,errors/* errnoOf */.UQ)(error) === 'EACCES')
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)(path));
    }
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/leftovers.js

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const commonLocks = {
    'config.lock': minuteMs,
    'shallow.lock': hourMs,
    'packed-refs.lock': hourMs,
    'packed-refs.new': hourMs,
    'objects/info/commit-graph.lock': hourMs,
    'objects/info/commit-graphs/commit-graph-chain.lock': hourMs,
    'objects/info/alternates.lock': hourMs,
    'objects/pack/multi-pack-index.lock': hourMs,
    'gc.pid.lock': hourMs,
    'gc.pid': 12 * hourMs,
    'objects/maintenance.lock': 24 * hourMs,
};
const headLocks = { 'HEAD.lock': hourMs };
const worktreeLocks = {
    'index.lock': hourMs,
    'ORIG_HEAD.lock': hourMs,
    'MERGE_RR.lock': hourMs,
    'config.worktree.lock': hourMs,
    'info/sparse-checkout.lock': hourMs,
};
const lockTrees = ['refs', 'logs', 'reftable'];
const treeLockMs = hourMs;
const temporaryMs = 24 * hourMs;
const isTemporary = (dir, name) => ({
    objects: /^(tmp_|incoming-)/,
    pack: /^(tmp_|\.tmp-\d+-)/,
    'fan-out': /^tmp_obj_/,
    common: /^shallow_\w{6}$/,
})[dir].test(name);
const seenFrom = (users, { isFleet }) => isFleet && users.answer === 'nobody' ? { answer: 'unknown', why: 'other hosts work in this repository, too' } : users;
function whyRemovable(leftover, seen, maker) {
    const { kind, ageMs, oldMs, isQuarantine } = leftover;
    const users = seenFrom(seen, maker);
    if (kind !== 'file' && !(kind === 'directory' && isQuarantine))
        return undefined;
    const isOurs = maker.isOurs === true && ageMs >= 0;
    if (users.answer === 'somebody' && (users.hasItOpen || !isOurs))
        return undefined;
    if (isOurs)
        return 'our git command left it';
    if (users.answer === 'nobody')
        return 'nobody works in the repository';
    if (maker.deadForMs !== undefined && ageMs >= 0 && ageMs <= maker.deadForMs)
        return 'the job that wrote it died';
    const isRefused = maker.lostForMs !== undefined && ageMs >= 0 && ageMs <= maker.lostForMs && leftover.isOfRef;
    if (isRefused)
        return 'the host that wrote it has lost the lock, and git refuses what it still does';
    if (maker.isFleet && leftover.isOfTable)
        return undefined;
    return ageMs >= oldMs ? `it is older than ${(0,base_duration/* formatDuration */.a)(oldMs)}` : undefined;
}
function whyItStays({ kind, ageMs, oldMs, isOfTable }, seen, maker = {}) {
    const users = seenFrom(seen, maker);
    if (kind !== 'file')
        return `It is ${kind === 'directory' ? 'a directory' : kind === 'link' ? 'a link' : 'no plain file'}, which git did not make.`;
    if (users.answer === 'somebody') {
        const { pid, command } = users.who;
        return `Process ${pid} (${command}) ${users.hasItOpen ? 'has it open' : 'works in the repository'}.`;
    }
    if (users.answer === 'nobody')
        return 'It could not be removed.';
    const age = ageMs < 0 ? 'from the future' : `${(0,base_duration/* formatDuration */.a)(Math.round(ageMs))} old`;
    const until = maker.isFleet && isOfTable ? '' : ` until it is ${(0,base_duration/* formatDuration */.a)(oldMs)} old`;
    return `It is ${age}, and whether somebody uses it cannot be seen from here: ${users.why}. It is left${until}.`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/finds.js





const mostNames = 200_000;
function findLocks(scope, mode) {
    const { guards, kind } = scope;
    const isAlone = mode === 'exclusive';
    const read = readerOf(mostNames);
    const named = (dir, locks) => Object.entries(locks).flatMap(([name, oldMs]) => finds_lookAt(dir, name, oldMs));
    const inGitDir = (dir, locks) => [
        ...named(dir, locks),
        ...lockTrees.flatMap((tree) => walk((0,external_node_path_.join)(dir, tree), read).map((it) => ({ ...it, isOfRef: tree === 'refs' }))),
    ];
    const own = ownGitDir(scope);
    const heads = isAlone || kind === 'bare' ? headLocks : {};
    return [
        ...inGitDir(guards, commonLocks),
        ...named(guards, heads).map((it) => ({ ...it, isOfRef: kind === 'bare' })),
        ...(isAlone ? read((0,external_node_path_.join)(guards, 'worktrees')).flatMap((it) => (it.isDirectory() ? inGitDir(finds_pathOf(it), headLocks) : [])) : []),
        ...(isAlone ? named(own, worktreeLocks) : []),
        ...finds_modulesIn((0,external_node_path_.join)(own, 'modules'), read).flatMap((it) => inGitDir(it, isAlone ? { ...commonLocks, ...headLocks, ...worktreeLocks } : commonLocks)),
    ];
}
function findTemporaries(commonDir) {
    const read = readerOf(mostNames);
    const objects = (0,external_node_path_.join)(commonDir, 'objects');
    const inDir = (dir, kind) => read(dir).flatMap((it) => (isTemporary(kind, it.name) ? finds_lookAt(dir, it.name, temporaryMs) : []));
    const fanOut = read(objects).filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name));
    return [
        ...inDir(commonDir, 'common'),
        ...inDir(objects, 'objects'),
        ...inDir((0,external_node_path_.join)(objects, 'pack'), 'pack'),
        ...fanOut.flatMap((it) => inDir(finds_pathOf(it), 'fan-out')),
    ];
}
function rootsOf({ guards, workDir }) {
    const top = (0,external_node_path_.basename)(guards) === '.git' ? [(0,external_node_path_.dirname)(guards)] : [];
    const trees = readerOf(mostNames)((0,external_node_path_.join)(guards, 'worktrees')).flatMap((it) => {
        const note = (0,external_node_path_.join)(finds_pathOf(it), 'gitdir');
        const dotGit = (0,errors/* orNothing */.bR)(() => (lstatIn(note)?.isFile() ? (0,external_node_fs_.readFileSync)(note, 'utf8').trim() : ''));
        return dotGit ? [(0,external_node_path_.dirname)((0,external_node_path_.resolve)(finds_pathOf(it), dotGit))] : [];
    });
    return [...new Set([guards, workDir, ...top, ...trees])];
}
function ownGitDir(scope) {
    const dir = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.realpathSync)(gitDirOf(scope.workDir)));
    return dir !== undefined && (0,external_node_path_.dirname)(dir) === (0,external_node_path_.join)(scope.guards, 'worktrees') ? dir : scope.guards;
}
function finds_lookAt(dir, name, oldMs) {
    const [last = '', ...parents] = name.split('/').reverse();
    const parent = parents.toReversed().reduce((at, it) => at && realDirIn(at, it), dir);
    const stats = parent && lstatIn((0,external_node_path_.join)(parent, last));
    return stats ? [{ path: (0,external_node_path_.join)(dir, name), stats, oldMs }] : [];
}
function walk(dir, read) {
    const others = dir.endsWith('refs/fetch-lock') ? [] : read(dir).filter((it) => it.name.endsWith('.lock') || it.isDirectory());
    return others.flatMap((it) => (it.name.endsWith('.lock') ? finds_lookAt(dir, it.name, treeLockMs) : walk(finds_pathOf(it), read)));
}
const finds_modulesIn = (dir, read) => read(dir)
    .filter((it) => it.isDirectory())
    .map(finds_pathOf)
    .flatMap((it) => (lstatIn((0,external_node_path_.join)(it, 'HEAD')) ? [it, ...finds_modulesIn((0,external_node_path_.join)(it, 'modules'), read)] : finds_modulesIn(it, read)));
const finds_pathOf = (it) => (0,external_node_path_.join)(it.parentPath, it.name);
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




const wholeMachine = 'pid:[4026531836]';
const readers = new Set(['upload-pack', 'upload-archive', 'http-backend', 'daemon', 'cat-file', 'rev-list', 'clone', 'fsmonitor--daemon']);
function takeCensus(roots, files, isLate) {
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
function occupants_isInside(pid, path, places) {
    for (let at = path;; at = (0,external_node_path_.dirname)(at)) {
        if (places.has(idOf(`/proc/${pid}/root${at}`)))
            return true;
        if ((0,external_node_path_.dirname)(at) === at)
            return false;
    }
}
function idOf(path) {
    const found = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.statSync)(path, { bigint: true }));
    return found ? `${found.dev}:${found.ino}` : `nothing at ${path}`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/cleaner.js









const cleaner_patienceMs = 3000;
const ownPatienceMs = 500;
function removeLeftovers(scope, mode, cleaning, past = {}) {
    const found = findLocks(scope, mode);
    if (past.deadForMs !== undefined)
        found.push(...findTemporaries(scope.guards));
    remove(scope, found, cleaning, cleaner_patienceMs, past);
}
function removeOwn(scope, mode, cleaning, time, { isFleet } = {}) {
    if (time === undefined)
        return;
    const found = [...findLocks(scope, mode), ...findTemporaries(scope.guards)].filter((it) => it.stats.mtimeNs >= time);
    remove(scope, found, cleaning, ownPatienceMs, { isOurs: true, isFleet });
}
function whatIsInTheWay(scope, mode, { clock, census = takeCensus }, past = {}) {
    const found = findLocks(scope, mode);
    const [first] = found;
    const now = first && cleaner_timeIn(scope);
    if (!first || now === undefined)
        return undefined;
    const untilMs = clock.now() + ownPatienceMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    const shown = found.slice(0, 5).map((it) => `'${nameOf(scope, it.path)}': ${whyItStays(leftoverOf(it, now), usersOf(it.path), past)}`);
    const more = found.length > shown.length ? ` And ${(0,base_text/* plural */.LS)(found.length - shown.length, 'other')}.` : '';
    const isPlain = (0,base_text/* inert */.tJ)(first.path, first.path.length) === first.path;
    const command = `\`rm ${first.stats.isDirectory() ? '-r ' : ''}-- '${first.path.replaceAll("'", "'\\''")}'\``;
    return {
        why: `In the way: ${shown.join(' ')}${more}`,
        fix: `Once no git works there any more, remove ${isPlain ? `it: ${command}.` : 'it by hand.'}`,
    };
}
function cleaner_timeIn({ guards }) {
    const path = (0,external_node_path_.join)(guards, 'objects', `tmp_fetch-lock-${(0,lock_ticket/* newId */.Si)()}`);
    try {
        const fd = (0,external_node_fs_.openSync)(path, 'wx', 0o600);
        try {
            return (0,external_node_fs_.fstatSync)(fd, { bigint: true }).mtimeNs;
        }
        finally {
            (0,external_node_fs_.unlinkSync)(path);
            (0,external_node_fs_.closeSync)(fd);
        }
    }
    catch {
        return undefined;
    }
}
function remove(scope, found, { clock, log, report, census = takeCensus }, forMs, maker) {
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
        const file = nameOf(scope, it.path);
        const users = usersOf(it.path);
        const reason = whyRemovable(leftover, users, maker);
        if (reason === undefined) {
            log.info(`'${file}' was left in '${(0,base_text/* inert */.tJ)(scope.path)}'. ${whyItStays(leftover, users, maker)}`);
            continue;
        }
        const trouble = removeOne(it);
        if (trouble) {
            log.info(`'${file}' was left in '${(0,base_text/* inert */.tJ)(scope.path)}' and could not be removed: ${(0,base_text/* inert */.tJ)(trouble)}.`);
            continue;
        }
        const ageMs = Math.max(0, Math.round(leftover.ageMs));
        log.info(`Removed '${file}' from '${(0,base_text/* inert */.tJ)(scope.path)}', ${(0,base_duration/* formatDuration */.a)(ageMs)} old: ${reason}.`);
        report('git_lock_removed', { file, reason, age_ms: ageMs });
    }
}
function removeOne({ path, stats }) {
    try {
        const seen = (0,external_node_fs_.lstatSync)(path, { bigint: true });
        const isSame = ['dev', 'ino', 'mode', 'mtimeNs', 'ctimeNs'].every((key) => seen[key] === stats[key]);
        if (!isSame)
            return 'it has changed meanwhile';
        if (seen.isDirectory())
            (0,external_node_fs_.rmSync)(path, { recursive: true });
        else
            (0,external_node_fs_.unlinkSync)(path);
        return undefined;
    }
    catch (error) {
        return (0,errors/* errnoOf */.UQ)(error) ?? 'an unknown reason';
    }
}
const leftoverOf = ({ path, stats, oldMs, isOfRef = false }, now) => ({
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other',
    ageMs: Number(now - stats.mtimeNs) / 1e6,
    oldMs,
    isQuarantine: (0,external_node_path_.basename)((0,external_node_path_.dirname)(path)) === 'objects' && isTemporary('objects', (0,external_node_path_.basename)(path)),
    isOfRef,
    isOfTable: (0,external_node_path_.basename)(path).startsWith('packed-refs.'),
});
const nameOf = ({ guards }, path) => (0,base_text/* inert */.tJ)((0,external_node_path_.relative)(guards, path));

;// CONCATENATED MODULE: ./lib/src/fetch/pull.js




function rememberTree({ workDir, path }) {
    const gitDir = gitDirOf(workDir);
    const has = (name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(gitDir, name));
    const begun = () => (has('rebase-merge') || has('rebase-apply') ? 'rebase' : has('MERGE_HEAD') ? 'merge' : undefined);
    const before = begun();
    return async (log, git) => {
        const since = begun();
        if (since === undefined || since === before)
            return;
        await git([since, '--abort']);
        log.info(begun() === since
            ? `A ${since} is still under way in ${(0,base_text/* inert */.tJ)(path)}: \`git ${since} --abort\` ends it there.`
            : `The ${since} was taken back: the tree of ${(0,base_text/* inert */.tJ)(path)} is as it was.`);
    };
}

;// CONCATENATED MODULE: ./lib/src/fetch/guarded.js
















class GitFailed extends errors/* FetchLockError */.qf {
    fault;
    complaint;
    constructor(fault, complaint, trouble) {
        super('FL_GIT', trouble);
        this.fault = fault;
        this.complaint = complaint;
    }
}
const isLost = (error) => error instanceof errors/* FetchLockError */.qf && error.code === 'FL_LOST';
const isStillRunning = (error) => error instanceof GitFailed && error.fault === 'still running';
const guarded_lookMs = 500;
const [pauseMs, longestPauseMs] = [1000, 30_000];
const mostLines = 1000;
const toldComplaints = 5;
const mostWords = 50;
async function runUnderLock(command, scope, guard, work) {
    refuseDeepening(scope, [command]);
    const mode = guard.token === undefined || guard.mode === 'shared' ? undefined : guard.mode;
    const isolation = await enter(scope, guard, work, mayEnterSubmodules(command.argv));
    try {
        if (mode && guard.isHeld())
            removeLeftovers(scope, mode, work, pastOf(guard));
        if (mode && command.isNetwork && guard.isHeld())
            freeFetchHead(scope, command.argv);
        const since = mode && cleaner_timeIn(scope);
        const takeBack = command.argv[0] === 'pull' ? rememberTree(scope) : undefined;
        try {
            await runCommand(command, scope.path, isolation, guard, work);
            if (command.isNetwork && mode === 'update')
                hintAtGc(scope, isolation, work);
        }
        catch (error) {
            if (!guard.isHeld() || isStillRunning(error) || isLost(error))
                throw error;
            if (mode)
                removeOwn(scope, mode, work, since, pastOf(guard));
            await takeBack?.(work.log, (argv) => watch({ argv }, isolation, guard, lastWords(work)));
            throw mode ? explainContention(error, () => whatIsInTheWay(scope, mode, work, pastOf(guard))) : error;
        }
    }
    finally {
        isolation.close();
    }
}
const pastOf = ({ deadForMs, lostForMs, barrier }) => ({ deadForMs, lostForMs, isFleet: barrier !== undefined });
function hintAtGc({ path, guards }, { entries }, { log, onNotice = log.info }) {
    const gathered = whatGathered(guards, gcLimits(entries));
    if (gathered === undefined)
        return;
    onNotice(`${(0,base_text/* inert */.tJ)(path)} has ${gathered}: git would collect them now, which may break who reads beside this job. A step with \`git: gc --auto\` now and then does it, alone.`);
}
const lastWords = (work) => ({
    ...work,
    signal: new AbortController().signal,
    limitMs: work.signal.aborted ? 1000 : work.limitMs,
});
function explainContention(error, look) {
    if (!(error instanceof GitFailed && error.fault === 'contention'))
        return error;
    const found = look();
    return found ? new GitFailed('contention', error.complaint, { ...error.trouble, ...found }) : error;
}
async function runAt(site, command, guard, work) {
    const isolation = await enter(site, guard, work);
    try {
        return await runCommand(command, site.path, isolation, guard, work);
    }
    finally {
        isolation.close();
    }
}
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
            env: guard.token === undefined ? work.env : { ...work.env, [liveness/* tokenVariable */.Sj]: guard.token },
            entersSubmodules,
            isAlone: guard.mode === 'exclusive',
            ...(guard.barrier ? { barrier: guard.barrier } : {}),
            onIgnored: work.onNotice ?? work.log.info,
        });
    }
    catch (error) {
        if (!(error instanceof Unreadable))
            throw error;
        throw new GitFailed(faultOf([error.complaint]), error.complaint, error.trouble);
    }
}
async function runCommand(command, path, isolation, guard, work) {
    const { clock, signal, log, report } = work;
    const argv = shorten(['git', ...command.argv.map(base_text/* withoutCredentials */.ri)]);
    const refuseIfLost = async () => {
        if (!guard.isHeld())
            throw (0,lock_store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(path)}' was lost, so \`${say(command)}\` is not trusted.`, guard.whyLost?.());
        if (guard.barrier && !(await isStanding(guard.barrier, isolation, work)))
            throw overtaken(path, say(command));
        signal.throwIfAborted();
    };
    for (let attempt = 1;; attempt += 1) {
        await refuseIfLost();
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
        if (guard.barrier)
            (0,errors/* orNothing */.bR)(() => freeTurn(guard.barrier?.dir ?? ''));
        await refuseIfLost();
        const said = faultOf(result.complaints);
        const fault = result.stopped ? 'stopped' : said === 'unknown' && result.exitCode === null ? 'ended' : said;
        if (result.exitCode === 0 && !result.stopped && (fault !== 'damage' || work.isSound))
            return lines;
        if (fault !== 'passing' || !command.isNetwork || attempt >= work.attempts)
            throw failed(command, path, work, result, fault, attempt);
        const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
        report('git_retried', { argv, reason: complaintOf(result), attempt });
        log.info(`That may pass: trying again in ${(0,base_duration/* formatDuration */.a)(waitMs)} (attempt ${attempt + 1} of ${work.attempts}).`);
        await (0,base_clock/* pause */.v7)(clock, waitMs, signal);
    }
}
const shorten = (argv) => argv.length > mostWords ? [...argv.slice(0, mostWords), `(and ${argv.length - mostWords} more)`] : [...argv];
const say = ({ text, argv }) => text === undefined ? (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(['git', ...argv].join(' '))) : `git ${text.replace(/^git\s+/, '')}`;
const complaintOf = ({ complaints }) => complaints.slice(-toldComplaints).join('; ').replace(/\.$/, '');
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
        stopped: `took longer than ${(0,base_duration/* formatDuration */.a)(work.limitMs)} and was stopped.`,
        ended: `was ended by a signal${times}.`,
        failed: `failed with exit code ${result.exitCode}${times}.`,
    }[fault === 'still running' || fault === 'stopped' ? fault : result.exitCode === null ? 'ended' : 'failed'];
    const complaint = complaintOf(result);
    return new GitFailed(fault, complaint, {
        what: `\`${say(command)}\` in '${(0,base_text/* inert */.tJ)(path)}' ${how}`,
        ...(complaint ? { why: `It said: ${complaint}.` } : {}),
        fix: remedies[fault] ?? 'What git said is in the log above.',
    });
}
async function watch({ argv, input }, isolation, guard, work, lines = []) {
    const lost = new AbortController();
    const over = new AbortController();
    const lose = () => over.signal.aborted || lost.abort();
    const stopLooking = work.clock.every(guarded_lookMs, () => guard.isHeld() || lost.abort());
    let admitted;
    try {
        return await runGit(argv, isolation, {
            ...{ ...work, ...(input === undefined ? {} : { input }) },
            signal: AbortSignal.any([work.signal, lost.signal]),
            onStart: (pid) => {
                admitted = guard.admit?.(pid, over.signal).then((isIn) => isIn || lose(), lose);
            },
            onLine: (line) => {
                if (lines.length < mostLines)
                    lines.push(line);
                work.log.info(`  ${line}`);
            },
        });
    }
    finally {
        stopLooking();
        over.abort();
        await admitted;
    }
}

;// CONCATENATED MODULE: ./lib/src/git/bundle.js






const copyMirror = (mirror, into, work) => clone(mirror, into, work);
const bundle_bundle = (repository, file, work) => git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);
const unbundle = (file, into, work) => clone(file, into, work);
async function clone(from, into, work) {
    const isFree = !(0,external_node_fs_.existsSync)(into) || (0,external_node_fs_.readdirSync)(into).length === 0;
    if (!isFree)
        throw new errors/* FetchLockError */.qf('FL_GIT', { what: `'${(0,base_text/* inert */.tJ)(into)}' is not empty.` });
    try {
        await git(['clone', '--quiet', '--mirror', '--template=', '--', from, into], (0,external_node_path_.dirname)(into), work);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(into, { recursive: true, force: true });
        throw error;
    }
}
function takeObjects(lender, mirror) {
    const packs = (repository) => (0,external_node_path_.join)(repository, 'objects', 'pack');
    for (const name of (0,external_node_fs_.readdirSync)(packs(lender)).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')))) {
        (0,external_node_fs_.renameSync)((0,external_node_path_.join)(packs(lender), name), (0,external_node_path_.join)(packs(mirror), name));
        (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(packs(mirror), name), 0o444);
    }
    const alternates = (0,external_node_path_.join)(mirror, 'objects', 'info', 'alternates');
    const lent = (0,external_node_fs_.realpathSync)((0,external_node_path_.join)(lender, 'objects'));
    const others = (0,external_node_fs_.readFileSync)(alternates, 'utf8')
        .split('\n')
        .filter((path) => path !== '' && path !== lent);
    if (others.length > 0)
        (0,external_node_fs_.writeFileSync)(alternates, `${others.join('\n')}\n`);
    else
        (0,external_node_fs_.rmSync)(alternates);
}
const nobody = { trustedOwners: [] };
async function git(argv, dir, work) {
    const isolation = await isolate({ path: dir, kind: 'directory', guards: dir, workDir: dir }, { ...work, policy: nobody });
    const { exitCode, stopped, complaints } = await runGit(argv, isolation, { ...work, onLine: () => { } }).finally(isolation.close);
    work.signal.throwIfAborted();
    if (exitCode === 0)
        return;
    const how = stopped ? 'took too long' : exitCode === null ? 'was ended by a signal' : `failed with exit code ${exitCode}`;
    throw new errors/* FetchLockError */.qf('FL_GIT', {
        what: `\`git ${argv[0]}\` ${how}.`,
        ...(complaints.length > 0 ? { why: `${complaints.slice(-3).join('; ').replace(/\.$/, '')}.` } : {}),
    });
}

;// CONCATENATED MODULE: ./lib/src/fetch/mirror.js








const sourceAt = (url) => [
    ['remote.origin.url', url],
    ['remote.origin.fetch', '+refs/*:refs/*'],
    ['remote.origin.fetch', '^refs/fetch-lock/*'],
    ['remote.origin.mirror', 'true'],
];
const collecting = [
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
];
const stagingOf = (mirror) => `${mirror}.fetch-lock-new`;
const readyOf = (mirror) => (0,external_node_path_.join)(stagingOf(mirror), (0,external_node_path_.basename)(mirror));
const isStaged = (mirror) => (0,external_node_fs_.existsSync)(readyOf(mirror));
const isThere = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
async function stage(mirror, source, git, lend) {
    if (isStaged(mirror) && (await isFrom(readyOf(mirror), source, git)))
        return 'found';
    const staging = stagingOf(mirror);
    const [making, lender] = ['making', 'lender'].map((it) => (0,external_node_path_.join)(staging, `${it}-${(0,lock_ticket/* newId */.Si)()}`));
    try {
        throwAway(staging);
        (0,external_node_fs_.mkdirSync)(staging);
        const isLent = (await lend?.(lender)) ?? false;
        await fill(making, source, git, isLent ? lender : undefined);
        (0,external_node_fs_.renameSync)(making, readyOf(mirror));
        return isLent ? 'restored' : 'cloned';
    }
    catch (error) {
        for (const it of [making, lender])
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(it, { recursive: true, force: true }));
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmdirSync)(staging));
        throw explain(mirror, error);
    }
}
async function isFrom(dir, source, git) {
    const [, url] = source.find(([key]) => key === 'remote.origin.url') ?? [];
    if (url === undefined)
        return true;
    const found = await git(['config', '--get-all', 'remote.origin.url'], dir).catch(() => []);
    return found.join() === (0,base_text/* inert */.tJ)(url, 500);
}
function publish(mirror) {
    try {
        const isNew = !isThere(mirror);
        if (isNew)
            (0,external_node_fs_.renameSync)(readyOf(mirror), mirror);
        discard(mirror);
        return isNew;
    }
    catch (error) {
        throw explain(mirror, error);
    }
}
function throwAway(staging) {
    const old = `${staging}-old`;
    (0,external_node_fs_.rmSync)(old, { recursive: true, force: true });
    (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)(staging, old));
    (0,external_node_fs_.rmSync)(old, { recursive: true, force: true });
}
function discard(mirror) {
    try {
        throwAway(stagingOf(mirror));
    }
    catch {
    }
}
function explain(mirror, error) {
    if ((0,errors/* errnoOf */.UQ)(error) === undefined)
        return error;
    return new errors/* FetchLockError */.qf('FL_GIT', {
        what: `The mirror '${(0,base_text/* inert */.tJ)(mirror)}' could not be made.`,
        why: `${(0,errors/* messageOf */.bD)(error)}.`,
        fix: `Let this user write to '${(0,base_text/* inert */.tJ)((0,external_node_path_.dirname)(mirror))}', and see that there is space.`,
    }, error);
}
async function isSound(dir, git) {
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
function toConfiguration([key, value]) {
    const [, section, name = '', variable] = /^([^.]+)(?:\.(.*))?\.([^.]+)$/s.exec(key) ?? [];
    return `[${section}${name === '' ? '' : ` ${quoteForGit(name)}`}]\n\t${variable} = ${quoteForGit(value)}\n`;
}
async function fill(dir, source, git, lender) {
    const remotes = [...new Set(source.flatMap(([key]) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []))];
    const main = remotes.includes('origin') ? 'origin' : remotes[0];
    const url = source.find(([key]) => key === `remote.${main}.url`)?.[1] ?? '';
    const there = (await git(['ls-remote', '--symref', '--', url, 'HEAD'], (0,external_node_path_.dirname)(dir), true)).join('\n');
    const format = /^[0-9a-f]{64}\b/m.test(there) ? ['--object-format=sha256'] : [];
    const mode = ((0,external_node_fs_.statSync)((0,external_node_path_.dirname)((0,external_node_path_.dirname)(dir))).mode & 0o020) === 0 ? [] : ['--shared=group'];
    await git(['init', '--quiet', '--bare', '--template=', ...format, ...mode, '--', dir], (0,external_node_path_.dirname)(dir));
    (0,external_node_fs_.appendFileSync)((0,external_node_path_.join)(dir, 'config'), [...collecting, ...source].map(toConfiguration).join(''));
    if (lender !== undefined)
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(dir, 'objects', 'info', 'alternates'), `${(0,external_node_fs_.realpathSync)((0,external_node_path_.join)(lender, 'objects'))}\n`);
    for (const remote of remotes)
        await git(['fetch', '--prune', remote], dir, true);
    if (lender !== undefined)
        takeObjects(lender, dir);
    const head = /^ref: (refs\/heads\/\S+)\s+HEAD$/m.exec(there)?.[1];
    if (head !== undefined)
        await git(['symbolic-ref', 'HEAD', head], dir);
}

// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __nccwpck_require__(51002);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __nccwpck_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __nccwpck_require__(63197);
;// CONCATENATED MODULE: ./lib/src/git/refspec.js

const refspec_isCommitId = (text) => /^([\da-f]{40}|[\da-f]{64})$/.test(text);
const isDefinite = ({ from }) => /^refs\/|\*/.test(from) || from === 'HEAD' || refspec_isCommitId(from);
const isPattern = ({ from }) => from.includes('*');
function parseRefspec(text) {
    if (!isRefspec(text))
        return undefined;
    const [, sign, body = ''] = /^([+^]?)(.*)$/.exec(text) ?? [];
    const [source = '', target = ''] = body.split(':');
    const from = source === '@' ? 'HEAD' : source;
    if (sign === '^')
        return refspec_isCommitId(from) ? undefined : { isForced: false, isNegative: true, from, to: '' };
    if (source.includes('*') !== target.includes('*'))
        return undefined;
    return { isForced: sign === '+', isNegative: false, from, to: source.includes('*') ? target : inFull(target) };
}
function inFull(target) {
    if (target === '' || target.startsWith('refs/'))
        return target;
    return /^(heads|tags|remotes)\//.test(target) ? `refs/${target}` : `refs/heads/${target}`;
}
function formatRefspec({ isForced, isNegative, from, to }) {
    if (isNegative)
        return `^${from}`;
    return `${isForced ? '+' : ''}${from}${to === '' && from !== '' ? '' : `:${to}`}`;
}
function includes(wide, narrow) {
    if (narrow.to === '' || wide.isNegative || narrow.isNegative)
        return false;
    if (wide.from === narrow.from && wide.to === narrow.to)
        return true;
    if (!isPattern(wide) || !isDefinite(narrow))
        return false;
    const matched = starOf(wide.from, narrow.from);
    return matched !== undefined && wide.to.replace('*', () => matched) === narrow.to;
}
const refspec_contains = (wide, narrow) => includes(wide, narrow) && (narrow.isForced || !wide.isForced);
const mayMeet = (one, other) => one.to !== '' && other.to !== '' && doOverlap(one.to, other.to);
const mayLeaveOut = (negative, of) => !isDefinite(of) || doOverlap(negative.from, of.from);
const leavesOut = (negative, remoteName) => negative.from === remoteName || starOf(negative.from, remoteName) !== undefined;
function remoteNameFor({ from, to }, localName) {
    if (to === '')
        return undefined;
    const matched = starOf(to, localName);
    if (matched !== undefined)
        return from.replace('*', () => matched);
    return to === localName ? from : undefined;
}
function starOf(pattern, name) {
    const [before, after] = pattern.split('*');
    if (before === undefined || after === undefined || name.length < before.length + after.length)
        return undefined;
    return name.startsWith(before) && name.endsWith(after) ? name.slice(before.length, name.length - after.length) : undefined;
}
function doOverlap(one, other) {
    const [before = '', after] = one.split('*');
    const [otherBefore = '', otherAfter] = other.split('*');
    if (after === undefined)
        return one === other || starOf(other, one) !== undefined;
    if (otherAfter === undefined)
        return starOf(one, other) !== undefined;
    return (before.startsWith(otherBefore) || otherBefore.startsWith(before)) && (after.endsWith(otherAfter) || otherAfter.endsWith(after));
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/demand.js

const maxRefspecs = 256;
const maxRefspecLength = 1000;
const maxRemoteLength = 2000;
const keys = ['remote', 'refspecs', 'isPruning', 'tags', 'depth'];
function isDemand(read) {
    if (typeof read !== 'object' || read === null || Array.isArray(read) || Object.keys(read).some((it) => !keys.includes(it)))
        return false;
    const { remote, refspecs, isPruning, tags, depth } = read;
    return (typeof remote === 'string' &&
        remote.length <= maxRemoteLength &&
        /^[^-\p{Cc}][^\p{Cc}]*$/u.test(remote) &&
        Array.isArray(refspecs) &&
        refspecs.length <= maxRefspecs &&
        refspecs.every(isDemanded) &&
        refspecs.some((it) => !it.startsWith('^')) &&
        typeof isPruning === 'boolean' &&
        (tags === 'none' || tags === 'followed' || tags === 'all') &&
        (depth === undefined || (typeof depth === 'string' && /^[\w.:+][\w.:+-]{0,99}$/.test(depth))));
}
function isDemanded(text) {
    if (typeof text !== 'string' || text.length > maxRefspecLength)
        return false;
    const it = parseRefspec(text);
    return it !== undefined && (it.isNegative || it.to.startsWith('refs/'));
}
const everyTag = { isForced: false, isNegative: false, from: 'refs/tags/*', to: 'refs/tags/*' };
function partsOf({ refspecs, tags }) {
    const parsed = refspecs.flatMap((it) => parseRefspec(it) ?? []);
    const writing = [];
    for (const it of parsed.filter(({ isNegative }) => !isNegative))
        if (!writing.some((earlier) => includes(earlier, it) && isPattern(earlier) === isPattern(it)))
            writing.push(it);
    const isExtra = tags === 'followed' || (tags === 'all' && !writing.some((it) => includes(it, everyTag)));
    return { writing, negative: parsed.filter((it) => it.isNegative), tags: isExtra ? [everyTag] : [] };
}
const isContrary = ({ isPruning }, { writing, negative }) => writing.some((it) => !isPattern(it) && ((isPruning && !isDefinite(it)) || negative.some((not) => leavesOut(not, it.from))));
const doAgree = (one, other) => !mayMeet(one, other) || includes(one, other) || includes(other, one);
function sparesTargets(one, negative, of) {
    if (!isPattern(one))
        return false;
    const source = remoteNameFor(one, of.to);
    return source !== undefined && negative.some((it) => leavesOut(it, source));
}
const areHarmless = (negative, to) => negative.every((it) => to.negative.some((own) => own.from === it.from) || ![...to.writing, ...to.tags].some((other) => mayLeaveOut(it, other)));
function covers(wide, narrow) {
    if (wide.remote !== narrow.remote || wide.depth !== narrow.depth || (narrow.isPruning && !wide.isPruning))
        return undefined;
    const [done, wanted] = [partsOf(wide), partsOf(narrow)];
    if (isContrary(wide, done) || isContrary(narrow, wanted) || !areHarmless(done.negative, wanted))
        return undefined;
    const isDone = (it, by) => {
        const all = [...done.writing, ...done.tags];
        const isSilenced = all.some((other) => other.isForced && mayMeet(other, it) && !sparesTargets(other, done.negative, it));
        if (isSilenced && !it.isForced)
            return false;
        if (!isPattern(it) && done.writing.some((other) => other.from === it.from && other.to === it.to))
            return true;
        const isWritten = (isPattern(it) || wide.isPruning) && by.some((other) => refspec_contains(other, it));
        return isWritten && all.every((other) => doAgree(other, it) || sparesTargets(it, wanted.negative, other));
    };
    const everything = wide.tags === 'all' ? [...done.writing, ...done.tags] : done.writing;
    const areRefsDone = wanted.writing.every((it) => isDone(it, narrow.isPruning || !isPattern(it) ? done.writing : everything));
    const areTagsDone = wanted.tags.every((it) => (narrow.tags === 'all' ? isDone(it, everything) : areFollowed(wide, done)));
    return areRefsDone && areTagsDone ? { refs: wanted.writing.filter((it) => !isPattern(it)).map((it) => it.to) } : undefined;
}
function areFollowed({ tags }, { writing, negative }) {
    if (tags === 'followed')
        return true;
    if (!writing.every((it) => doAgree(it, everyTag)))
        return false;
    if (negative.some((it) => mayLeaveOut(it, everyTag)))
        return false;
    return tags === 'all' || writing.some((it) => includes(it, everyTag));
}
function keeps(later, earlier) {
    if (later.depth !== undefined)
        return false;
    const [now, then] = [partsOf(later), partsOf(earlier)];
    const isAlike = later.remote === earlier.remote && !isContrary(later, now);
    const isKept = (it, by) => !mayMeet(by, it) || sparesTargets(by, now.negative, it) || (isAlike && (includes(by, it) || includes(it, by)));
    return (then.writing.every((it) => [...now.writing, ...now.tags].every((by) => isKept(it, by))) &&
        then.tags.every((it) => now.writing.every((by) => isKept(it, by))));
}
const tagsOrder = ['none', 'followed', 'all'];
function merge(one, other) {
    if (one.remote !== other.remote || one.depth !== other.depth)
        return undefined;
    const [mine, theirs] = [partsOf(one), partsOf(other)];
    const areApart = mine.writing.every((it) => theirs.writing.every((that) => (doAgree(it, that) && (!mayMeet(it, that) || it.isForced === that.isForced)) ||
        sparesTargets(it, mine.negative, that) ||
        sparesTargets(that, theirs.negative, it)));
    if (!areApart)
        return undefined;
    if (one.isPruning !== other.isPruning) {
        const [pruning, not] = one.isPruning ? [mine, theirs] : [theirs, mine];
        if (!not.writing.every((it) => !isPattern(it) || pruning.writing.some((by) => includes(by, it))))
            return undefined;
    }
    const refspecs = new Map([...one.refspecs, ...other.refspecs].map((it) => [demand_nameOf(it), it]));
    const merged = {
        ...one,
        refspecs: [...refspecs.values()],
        isPruning: one.isPruning || other.isPruning,
        tags: tagsOrder[Math.max(tagsOrder.indexOf(one.tags), tagsOrder.indexOf(other.tags))] ?? 'none',
    };
    return refspecs.size <= maxRefspecs && covers(merged, one) && covers(merged, other) ? merged : undefined;
}
function demand_nameOf(text) {
    const it = parseRefspec(text);
    return it === undefined ? text : formatRefspec(it);
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/ledger.js











const momentOf = (seq, clock, { boot } = system_kernel/* systemKernel */.F, upSeconds = (0,external_node_os_.uptime)()) => ({
    seq,
    at: clock.wall(),
    upMs: Math.floor(upSeconds * 1000),
    boot,
});
function isFreshFor(began, asked, maxAgeMs) {
    if (began.boot !== asked.boot)
        return false;
    if (asked.seq > 0 && asked.seq <= began.seq)
        return true;
    const [wallMs, upMs] = [asked.at - began.at, asked.upMs - began.upMs];
    return wallMs >= 0 && upMs >= 0 && Math.max(wallMs, upMs + grainOf(asked)) <= maxAgeMs;
}
const grainOf = ({ upMs }) => (upMs % 1000 === 0 ? 1000 : 10);
const mostAvoided = 256;
const [mostFetches, ledger_mostBytes] = [64, 65_536];
const openLedger = (lockDir, repository) => {
    const file = (0,external_node_path_.join)(lockDir, 'fetches.json');
    const avoidedFile = (0,external_node_path_.join)(lockDir, 'avoided.json');
    const find = () => {
        const found = (0,external_node_fs_.lstatSync)(repository, { bigint: true, throwIfNoEntry: false });
        return found?.isDirectory() ? { id: identityOf(found), uid: Number(found.uid) } : undefined;
    };
    const readFor = (it) => {
        const read = it && (0,line/* readSmall */.o5)(file, { mostBytes: ledger_mostBytes, mayRead: (found) => isTrusted(found, it.uid) });
        return it && isRecord(read) && read.repository === it.id ? read.fetches : undefined;
    };
    const write = (fetches, it) => replace(file, textOf(fetches, it?.id));
    const replace = (path, text) => {
        const staged = (0,external_node_path_.join)(lockDir, 't', `f.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)({ ...(0,liveness/* thisProcess */.WF)(), key: '0' })}`);
        const mode = (0,external_node_fs_.lstatSync)(lockDir).mode & 0o020 ? 0o664 : 0o644;
        try {
            (0,lock_dir/* writeNew */.qf)(staged, text, mode);
            (0,external_node_fs_.renameSync)(staged, path);
        }
        catch (error) {
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { force: true }));
            throw error;
        }
    };
    const retain = (keep) => {
        const found = (0,errors/* orNothing */.bR)(find);
        const all = (0,errors/* orNothing */.bR)(() => readFor(found));
        const kept = all?.filter(keep) ?? [];
        if (all && kept.length === all.length)
            return;
        if (kept.length > 0 && (0,errors/* orNothing */.bR)(() => write(kept, found) ?? true))
            return;
        try {
            if ((0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isFile())
                (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(file));
        }
        catch (error) {
            throw (0,lock_dir/* refusal */.x5)(lockDir, error);
        }
    };
    const avoided = () => {
        const read = (0,line/* readSmall */.o5)(avoidedFile);
        return Array.isArray(read) ? read.filter((it) => typeof it === 'string' && (0,lock_ticket/* isId */.eQ)(it)) : [];
    };
    return {
        read: () => (0,errors/* orNothing */.bR)(() => readFor(find())) ?? [],
        add: (it) => (0,errors/* orNothing */.bR)(() => {
            const found = find();
            const demand = JSON.stringify(it.demand);
            const before = (readFor(found) ?? []).filter((one) => one.began.seq <= it.began.seq && JSON.stringify(one.demand) !== demand);
            if (found && isFetched(it))
                write(fitting([...before, it], found.id), found);
        }),
        retain,
        clear: () => retain(() => false),
        avoided,
        avoid: (ids) => (0,errors/* orNothing */.bR)(() => ids.length > 0 && replace(avoidedFile, JSON.stringify([...avoided(), ...ids].slice(-mostAvoided)))),
    };
};
const identityOf = ({ dev, ino, birthtimeNs, ctimeNs }) => [dev, ino, ...(birthtimeNs === ctimeNs ? [] : [birthtimeNs])].join(':');
const isTrusted = ({ uid, mode }, owner) => {
    const me = process.geteuid?.();
    return me === undefined || ([me, 0, owner].includes(uid) && (mode & 0o002) === 0);
};
const textOf = (fetches, repository) => JSON.stringify({ v: 1, repository, fetches });
const isTooLarge = (fetches, repository) => fetches.length > mostFetches || Buffer.byteLength(textOf(fetches, repository)) > ledger_mostBytes;
function fitting(fetches, repository) {
    const kept = fetches.filter((it) => !isTooLarge([it], repository));
    while (isTooLarge(kept, repository))
        kept.shift();
    return kept;
}
function isRecord(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const { v, repository, fetches } = read;
    return v === 1 && typeof repository === 'string' && Array.isArray(fetches) && fetches.length <= mostFetches && fetches.every(isFetched);
}
const isCount = (read) => Number.isSafeInteger(read) && read >= 0;
function isFetched(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const { demand, began, endedSeq, ticket, job, epoch } = read;
    return (isDemand(demand) &&
        isMoment(began) &&
        isCount(endedSeq) &&
        endedSeq >= began.seq &&
        typeof ticket === 'string' &&
        (0,lock_ticket/* isId */.eQ)(ticket) &&
        (0,base_event/* isJob */.o5)(job) &&
        (epoch === undefined || isCount(epoch)));
}
function isMoment(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const { seq, at, upMs, boot } = read;
    return [seq, at, upMs].every(isCount) && typeof boot === 'string' && /^([0-9a-f]{32}|none)$/.test(boot);
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/wants.js

const sortWants = (wants) => ({
    commits: wants.flatMap((it) => ('commit' in it ? [it.commit] : [])),
    refs: wants.flatMap((it) => ('ref' in it ? [it.ref] : [])),
});
async function missingCommits(commits, ask) {
    if (commits.length === 0 || (await areKept(commits, ask)))
        return [];
    if (commits.length === 1)
        return [...commits];
    const there = await thoseThere(commits, ask);
    if (there.length > 0 && there.length < commits.length && (await areKept(there, ask)))
        return commits.filter((it) => !there.includes(it));
    const missing = commits.filter((it) => !there.includes(it));
    for (const it of there)
        if (!(await areKept([it], ask)))
            missing.push(it);
    return missing;
}
async function thoseThere(commits, ask) {
    const lines = await orFailed(() => ask(['cat-file', '--batch-check=%(objectname)'], commits.map((it) => `${it}^{commit}\n`).join('')));
    return lines ? commits.filter((_, index) => /^[\da-f]+$/.test(lines[index] ?? '')) : [...commits];
}
async function areKept(commits, ask) {
    const named = commits.map((it) => `${it}^{commit}`);
    return (await orFailed(() => ask(['rev-list', '--max-count=1', ...named, '--not', '--all'])))?.length === 0;
}
async function orFailed(act) {
    try {
        return await act();
    }
    catch (error) {
        if (!(error instanceof GitFailed) || error.fault === 'still running' || error.fault === 'stopped')
            throw error;
        return undefined;
    }
}
async function targetsOf(refs, ask) {
    if (refs.length === 0)
        return new Map();
    const lines = await ask(['for-each-ref', '--format=%(objectname) %(refname)', '--', ...refs]);
    const found = lines.map((it) => it.split(' '));
    return new Map(found.flatMap(([id, name]) => (refs.includes(name) ? [[name, id]] : [])));
}

;// CONCATENATED MODULE: ./lib/src/lock/job/notebook.js






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
            const text = JSON.stringify({ ...grant, ...(worker ? { worker: (0,lock_ticket/* encodeProcess */.mW)(worker) } : {}) });
            (0,external_node_fs_.mkdirSync)(room, { recursive: true });
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(room, (0,lock_ticket/* decodeToken */.oL)(grant.token)?.id ?? ''), text, { flag: 'wx', mode: 0o600 });
        }),
        forget: (id) => orNothing((room) => (0,lock_ticket/* isId */.eQ)(id) && (0,external_node_fs_.rmSync)((0,external_node_path_.join)(room, id), { force: true })),
        read: () => orNothing((room) => (0,external_node_fs_.readdirSync)(room)
            .filter(lock_ticket/* isId */.eQ)
            .flatMap((id) => noteAt((0,external_node_path_.join)(room, id), id))) ?? [],
    };
}
function noteAt(path, id) {
    const it = (0,line/* readSmall */.o5)(path);
    if (!(0,lock_dir/* isPlace */.Uj)(it?.place) || typeof it.token !== 'string' || (0,lock_ticket/* decodeToken */.oL)(it.token)?.id !== id)
        return [];
    const worker = typeof it.worker === 'string' ? (0,lock_ticket/* decodeProcess */.Ok)(it.worker) : undefined;
    return [
        {
            ...{ place: it.place, token: it.token, path: typeof it.path === 'string' ? it.path : it.place.guards },
            ...{ mode: ['shared', 'update'].includes(it.mode) ? it.mode : 'exclusive', job: (0,base_event/* isJob */.o5)(it.job) ? it.job : {} },
            ...(worker ? { worker } : {}),
            ...(typeof it.tracking === 'string' ? { tracking: it.tracking } : {}),
        },
    ];
}

;// CONCATENATED MODULE: ./lib/src/lock/job/party.js



const partyVariable = 'FETCH_LOCK_PARTY';
const partyKey = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16);
function jobParty({ RUNNER_TRACKING_ID: tracking = '' }) {
    return /^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking) ? partyKey(tracking) : undefined;
}
const sharedParty = ({ [partyVariable]: shared = '' }) => ((0,lock_ticket/* isId */.eQ)(shared) ? shared : undefined);
const commandParty = (env) => sharedParty(env) ?? jobParty(env) ?? newId();
const mostTokens = 64;
const tokensIn = ({ [tokenVariable]: tokens = '' }) => tokens
    .split(' ')
    .filter((it) => decodeToken(it) !== undefined)
    .slice(-mostTokens);

// EXTERNAL MODULE: ./lib/src/lock/queue.js
var lock_queue = __nccwpck_require__(77339);
;// CONCATENATED MODULE: ./lib/src/lock/host/obstacle.js




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
    const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
    return {
        at: (0,line/* pathOf */.XM)(root, ticket),
        holders: blockers
            .filter((it) => it.isGranted)
            .map((it) => (0,line/* standingAt */.Ib)((0,line/* pathOf */.XM)(root, it), it, obstacle_bestOf((0,lock_queue/* livingWitnesses */.$g)(it, verdicts), verdicts), nowAt)),
        ahead: blockers.length,
        watch: [...watched].flatMap((it) => (0,lock_queue/* livingWitnesses */.$g)(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
    };
}
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? (0,lock_ticket/* modeMark */.Dg)(it.mode) : undefined;
    return (0,external_node_path_.join)((0,line/* pathOf */.XM)(root, it), mark ?? '');
}
const obstacle_bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get((0,lock_ticket/* encodeProcess */.mW)(it)) === 'alive') ? 'alive' : 'unknown';
async function glance(root, ticket, judge, nowAt) {
    const others = (0,line/* readTickets */.oC)(root).filter((it) => it.id !== ticket.id);
    const last = (0,lock_queue/* whoHolds */.vm)([...others, ticket], new Map())
        .waiters.find((it) => it.ticket === ticket)
        ?.blockers.at(-1);
    const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
    const verdicts = await (0,line/* judgeWitnesses */.xb)(near, judge);
    const queue = (0,lock_queue/* whoHolds */.vm)([...others, ticket], verdicts);
    const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
    return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/sockets.js



const newSuffix = '.new';
const longestPath = 100;
const keyLength = (0,lock_ticket/* newId */.Si)().length;
const hasLongSockets = (root) => Buffer.byteLength((0,external_node_path_.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
function sockets_openSockets(root, platform = process.platform) {
    const room = (0,external_node_path_.join)(root, 's');
    if (platform === 'win32' || (platform !== 'linux' && hasLongSockets(root)))
        return { pathOf: () => undefined, close: () => { } };
    const fd = hasLongSockets(root) ? (0,external_node_fs_.openSync)(room, 'r') : undefined;
    return {
        pathOf: (key) => (fd === undefined ? (0,external_node_path_.join)(room, key) : `/proc/self/fd/${fd}/${key}`),
        close: () => fd !== undefined && (0,external_node_fs_.closeSync)(fd),
    };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(77030);
;// CONCATENATED MODULE: ./lib/src/lock/host/wake.js





const [firstPollMs, lastPollMs] = [10, 200];
function isSocket(path) {
    try {
        return (0,external_node_fs_.lstatSync)(path).isSocket();
    }
    catch {
        return false;
    }
}
const wake_askIn = (pathOf) => (key) => new Promise((resolve) => {
    const path = pathOf(key);
    if (path === undefined)
        return resolve('silent');
    const socket = (0,external_node_net_.connect)(path);
    const answer = (it) => {
        socket.destroy();
        resolve(it);
    };
    socket.on('connect', () => answer('answers'));
    socket.on('error', ({ code }) => answer(code === 'EAGAIN' ? 'answers' : code === 'ECONNREFUSED' && isSocket(path) ? 'refuses' : 'silent'));
});
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
    }
    return (0,external_node_fs_.existsSync)(path);
}
async function listen(dir, key, clock) {
    const listeners = new Set();
    const pokes = new Set();
    const room = (0,external_node_path_.join)(dir.root, 's');
    const { pathOf, close: leaveRoom } = sockets_openSockets(dir.root);
    const shout = () => {
        for (const it of listeners)
            it.write('.');
    };
    const server = (0,external_node_net_.createServer)((socket) => {
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
        const path = pathOf(key + newSuffix);
        if (path === undefined)
            return resolve(false);
        server.once('error', () => resolve(false));
        server.listen({ path, backlog: 4096 }, () => resolve(true));
    });
    server.unref();
    const isListening = hasBegun && nameSocket((0,external_node_path_.join)(room, key), dir.mode);
    if (hasBegun && !isListening)
        server.close();
    const wake = {
        ask: wake_askIn(pathOf),
        shout,
        poke: (other) => new Promise((resolve) => {
            const path = pathOf(other);
            if (path === undefined)
                return resolve();
            const socket = (0,external_node_net_.connect)(path, () => socket.end('p', () => socket.destroy()));
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
            for (const { process: it, at } of watch) {
                const path = it.key === '0' ? undefined : pathOf(it.key);
                if (path === undefined)
                    continue;
                const socket = (0,external_node_net_.connect)(path);
                let isHello = true;
                sockets.push(socket);
                let hasConnected = false;
                socket.on('connect', () => {
                    hasConnected = true;
                });
                socket.on('error', () => { });
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

;// CONCATENATED MODULE: ./lib/src/lock/look.js













const most = 1000;
async function look_lookAt(place, nowAt, kernel = systemKernel) {
    try {
        const line = await look_readJudged(place, kernel);
        return line ? look_show(place.dir, line, nowAt) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
    }
    catch (error) {
        if (errnoOf(error) === undefined)
            throw error;
        throw new FetchLockError('FL_LOCK_DIR', {
            what: `The lock directory '${inert(place.dir)}' cannot be read.`,
            why: look_reasons[errnoOf(error) ?? ''] ?? `${inert(messageOf(error))}.`,
            fix: 'Look as the user of the runner, or as root.',
        });
    }
}
const look_reasons = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };
async function look_readJudged(place, kernel) {
    const found = findLockDir(place);
    if (!found)
        return undefined;
    const { root, isLocal } = found;
    try {
        const sockets = openSockets(root);
        try {
            const askSocket = askIn(sockets.pathOf);
            return await readLine(root, (it) => judge(it, { kernel, askSocket, isLocal }), kernel);
        }
        finally {
            sockets.close();
        }
    }
    catch (error) {
        if (errnoOf(error) === 'ENOENT' && !findLockDir(place))
            return undefined;
        throw error;
    }
}
function look_show(root, { tickets, verdicts }, nowAt) {
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
const inOrder = (tickets) => tickets.sort((a, b) => a.seq - b.seq);
function look_placeOf({ waiters }, index) {
    const blockers = (index < most && waiters[index]?.blockers) || [];
    const last = blockers.at(-1);
    const near = blockers.filter((it) => it.isGranted || it === last);
    return { position: index + 1, ahead: blockers.length, waitsFor: near.map((it) => it.id) };
}
function seenAt(where, it, verdicts) {
    const living = livingWitnesses(it, verdicts);
    const inside = (where !== undefined && orNothing(() => lstatSync(where).isDirectory() && readdirSync(where))) || [];
    const [askedAt, grantedAt] = [timeIn(inside, 'a'), timeIn(inside, 'g')];
    return {
        ...{ id: it.id, token: tokenOf(it.seq, it.id), mode: it.mode },
        job: where !== undefined && inside.length > 0 ? readJob(join(where, 'owner.json')) : {},
        ...(askedAt === undefined ? {} : { askedAt }),
        ...(grantedAt === undefined ? {} : { grantedAt }),
        verdict: living.length === 0 && !it.hasStranger ? 'dead' : bestOf(living, verdicts),
        witnesses: it.witnesses.slice(0, 16).map((one) => ({ pid: one.pid, verdict: verdicts.get(encodeProcess(one)) ?? 'dead' })),
    };
}
function crashed(root) {
    const room = join(root, 'crashed');
    const names = orNothing(() => lstatSync(room).isDirectory() && readdirSync(room)) || [];
    return names.slice(0, most).flatMap((name) => {
        const path = join(room, name);
        const ticket = orNothing(() => readGranted(path, name));
        return ticket ? [{ ticket, path }] : [];
    });
}

;// CONCATENATED MODULE: ./lib/src/lock/keeper.js









const kept = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'RUNNER_TRACKING_ID'];
const signInMs = 10_000;
const tickMs = 200;
const graceMs = 10_000;
const keeperEnvironment = (env) => Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
function instruct(keeper, charge, { clock, signal }) {
    return new Promise((resolve, reject) => {
        const end = (trouble) => {
            callOff();
            signal.removeEventListener('abort', onAbort);
            keeper.removeAllListeners();
            keeper.on('error', () => { });
            if (keeper.connected)
                keeper.disconnect();
            keeper.unref();
            if (trouble === undefined)
                return resolve();
            keeper.kill('SIGKILL');
            const what = `The lock on '${charge.grants.map((it) => (0,base_text/* inert */.tJ)(it.path)).join(', ')}' could not be handed to its keeper.`;
            reject(new errors/* FetchLockError */.qf('FL_LOST', { what, why: trouble, fix: 'Nothing was kept; run the job again.' }));
        };
        const onAbort = () => end('The step was told to stop.');
        signal.addEventListener('abort', onAbort, { once: true });
        const callOff = clock.after(signInMs, () => end(`It did not sign in within ${(0,base_duration/* formatDuration */.a)(signInMs)}.`));
        keeper.once('error', (error) => end(`It could not be started: ${error.message}.`));
        keeper.once('exit', (code, signal) => end(`It ended (${signal ?? code}).`));
        keeper.once('message', (said) => end(said === 'in' ? undefined : String(said)));
        if (signal.aborted)
            return onAbort();
        if (keeper.connected)
            keeper.send({ ...charge, main: { ...(0,liveness/* thisProcess */.WF)(), key: '0' } }, (error) => error && end(error.message));
    });
}
const receiveCharge = () => new Promise((resolve) => {
    process.once('message', (charge) => resolve(charge));
    process.once('disconnect', () => resolve(undefined));
});
async function keep({ grants, worker, main, limit }, open, reportOf, clock) {
    const say = (text) => process.connected && process.send?.(text);
    let kept = [];
    let poked = new AbortController();
    try {
        riseAboveSteps();
        for (const grant of grants) {
            const store = await open(grant);
            if (!(await store.sign(grant.token)))
                throw new Error('The grant was gone before the keeper came.');
            store.onPoke(() => poked.abort());
            kept.push({ grant, store });
        }
    }
    catch (error) {
        say(messageOf(error));
        return;
    }
    say('in');
    const startedMs = clock.now();
    const leaveGone = async () => {
        for (const { grant, store } of kept.filter((it) => it.store.isGone(it.grant.token))) {
            await store.release(grant.token).catch(() => { });
            store.close();
            kept = kept.filter((it) => it.store !== store);
        }
        return kept.length === 0;
    };
    while (!(await leaveGone())) {
        if (keeper_isDead(worker) && keeper_isDead(main) && !canSeeCarriers())
            break;
        const keptMs = clock.now() - startedMs;
        for (const { grant, store } of kept) {
            const report = reportOf(grant);
            const heldMs = grant.heldMs + keptMs;
            if (keeper_isDead(worker) && keeper_isDead(main))
                await letGoForDead(grant, store, report, clock);
            await letGoIfBroken(grant, store, report, clock).catch(() => { });
            if (limit && heldMs >= limit.ms && canSeeCarriers() && hasLeft(main, heldMs - limit.ms))
                await endHold(grant, store, report, limit.reason, clock).catch(() => { });
        }
        await pause(clock, tickMs, poked.signal);
        poked = new AbortController();
    }
    for (const { store } of kept)
        store.close();
}
async function letGoForDead(grant, store, report, clock) {
    if (findOrphan(grant.token, process.geteuid?.() ?? -1) || (await hasOtherWitness(grant, clock)))
        return;
    await abandon(grant, store, report, 'the job is gone');
}
async function hasOtherWitness({ place, token }, clock) {
    const seen = await lookAt(place, clock.wall()).catch(() => undefined);
    const witnesses = seen?.granted.find((it) => it.token === token)?.witnesses;
    return seen === undefined || witnesses?.some((it) => it.pid !== process.pid && it.verdict !== 'dead') === true;
}
async function letGoIfBroken(grant, store, report, clock) {
    if (!canSeeCarriers() || !(await store.isLeftBroken(grant.token)))
        return;
    await endOrphans(grant.token, clock);
    const why = store.whyLost?.(grant.token);
    await abandon(grant, store, report, why ?? 'it was broken', why === undefined ? 'lock_released' : 'lock_broken');
}
async function abandon({ token }, store, report, reason, event = 'lock_released') {
    const abandoned = await store.abandon(token);
    if (abandoned)
        report(event, { ticket: decodeToken(token)?.id ?? '', held_ms: abandoned.heldMs, reason });
}
function hasLeft(main, overdueMs) {
    if (keeper_isDead(main))
        return true;
    if (overdueMs > graceMs && isProvenAlive(main))
        orNothing(() => process.kill(main.pid, 'SIGKILL'));
    return false;
}
async function endHold(grant, store, report, reason, clock) {
    await endOrphans(grant.token, clock);
    await abandon(grant, store, report, reason, 'lock_broken');
}
const keeper_isDead = (it) => it !== undefined && judgePid(it, systemKernel) === 'dead';
function riseAboveSteps() {
    try {
        writeFileSync('/proc/self/oom_score_adj', '0');
    }
    catch {
    }
}

// EXTERNAL MODULE: ./lib/src/report/archive.js
var archive = __nccwpck_require__(33059);
;// CONCATENATED MODULE: ./lib/src/report/journal.js






function appendEvent(dir, event, bounds = archive/* usualBounds */.gf) {
    const fd = openLive((0,archive/* journalOf */.PR)(dir), bounds);
    try {
        const text = Buffer.from(`${isTorn(fd) ? '\n' : ''}${(0,base_event/* formatEvent */.qF)(event)}\n`);
        const written = (0,external_node_fs_.writeSync)(fd, text);
        if (written < text.length)
            throw new Error(`only ${written} of ${text.length} bytes could be written, as when the disk is full`);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
const mostTries = 20;
function openLive(path, bounds) {
    for (let tries = 1;; tries++) {
        const fd = (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.openSync)(path, toAppend)) ?? (0,errors/* unless */.NJ)(['EEXIST'], () => journal_make(path));
        if (fd === undefined) {
            if (tries < mostTries)
                continue;
            throw new Error(`'${path}' comes and goes`);
        }
        try {
            const found = (0,external_node_fs_.fstatSync)(fd);
            if (!found.isFile())
                throw new Error(`'${path}' is not a file`);
            if (found.size < bounds.liveBytes || tries >= mostTries || !(0,archive/* putAside */.Ew)(path, found, bounds))
                return fd;
        }
        catch (error) {
            (0,external_node_fs_.closeSync)(fd);
            throw error;
        }
        (0,external_node_fs_.closeSync)(fd);
    }
}
const toAppend = external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_APPEND | archive/* safely */.vm;
function journal_make(path) {
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
function isTorn(fd) {
    return Array.from({ length: 50 }).every(() => endsInLine(fd));
}
function endsInLine(fd) {
    const { size } = (0,external_node_fs_.fstatSync)(fd);
    const last = Buffer.alloc(1);
    return size > 0 && (0,external_node_fs_.readSync)(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}
const recentBytes = 1_048_576;
const utmostBytes = 134_217_728;
function readEvents(dir, { sinceAt = -Infinity, mostBytes = recentBytes, ticket } = {}) {
    const pieces = [];
    for (const lines of readBackwards(dir, Math.min(mostBytes, utmostBytes))) {
        const asked = ticket === undefined ? lines : lines.filter((it) => it.includes(ticket));
        const events = asked.flatMap((it) => (0,base_event/* parseEvent */.wj)(it) ?? []).filter((it) => ticket === undefined || it.ticket === ticket);
        const recent = events.filter((it) => Date.parse(it.ts) >= sinceAt);
        pieces.push(recent);
        if (events.length > 0 && recent.length === 0)
            break;
    }
    return pieces.reverse().flat();
}
const pieceBytes = 262_144;
function* readBackwards(dir, mostBytes) {
    const files = (0,archive/* openFiles */.Km)(dir);
    try {
        let left = mostBytes;
        for (const { fd, found } of files) {
            let rest = Buffer.alloc(0);
            const { size } = found;
            const first = Math.max(0, size - left);
            for (let end = size; end > first; end = Math.max(first, end - pieceBytes)) {
                const start = Math.max(first, end - pieceBytes);
                const bytes = Buffer.concat([(0,archive/* readAt */.m6)(fd, start, end), rest]);
                const cut = start === first ? 0 : bytes.indexOf('\n') + 1;
                rest = bytes.subarray(0, cut);
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
function journalReport(dir, common, onTrouble) {
    let isBroken = false;
    return (event, detail) => {
        try {
            appendEvent(dir, { v: 1, ts: new Date().toISOString(), event, ...common, ...detail });
        }
        catch (error) {
            if (!isBroken)
                onTrouble(`The journal in '${(0,base_text/* inert */.tJ)(dir, 4096)}' cannot be written: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}.`);
            isBroken = true;
        }
    };
}
function hostReport(dir, common, { info, warning }) {
    const report = dir === undefined ? undefined : journalReport(dir, common, warning);
    return (event, detail) => {
        report?.(event, detail);
        const where = dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${(0,base_text/* inert */.tJ)(dir, 4096)}'`;
        info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
    };
}

;// CONCATENATED MODULE: ./lib/src/report/words.js


function nameJob(job) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    const work = [job.repository, job.job && `job ${job.job}${leg}`].filter(Boolean).join(' ');
    const run = job.run_id && `run ${job.run_id}${job.run_attempt && job.run_attempt !== '1' ? ` attempt ${job.run_attempt}` : ''}`;
    const person = [job.user, job.command && `running ${job.command}`].filter(Boolean).join(' ');
    const where = [job.runner, job.host].filter(Boolean).join(' on ');
    const name = [work, run, person].filter(Boolean).join(', ');
    return (0,base_text/* inert */.tJ)(`${name || 'a job without a name'}${where ? ` on ${where}` : ''}`, 200);
}
const linkOf = (job) => /^https:\/\/[\w.-]{1,100}(:\d+)?\/[\w./-]{1,200}$/.test(job.url ?? '') ? job.url : undefined;
const words_liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => {
    const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${(0,base_duration/* formatDuration */.a)(it.heldMs)}, ` : ''}${words_liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${(0,base_text/* plural */.LS)(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${(0,base_text/* plural */.LS)(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
const keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = (0,base_text/* inert */.tJ)(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${(0,base_duration/* formatDuration */.a)(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;
const sayBehind = (path, line, waitedMs) => `Waiting ${formatDuration(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${inert(path)}.`;
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${(0,base_text/* inert */.tJ)(path)} may end in vain: it ends after ${(0,base_duration/* formatDuration */.a)(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${(0,base_duration/* formatDuration */.a)(p50Ms)}, p95 ${(0,base_duration/* formatDuration */.a)(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${(0,base_duration/* formatDuration */.a)(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}, held for ${(0,base_duration/* formatDuration */.a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,base_text/* inert */.tJ)(path)} was recovered: ${nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${(0,base_text/* inert */.tJ)(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
function sayJoined(path, command, holder, ageMs) {
    const when = ageMs === undefined ? 'after this step asked' : `${(0,base_duration/* formatDuration */.a)(ageMs)} before this step asked, which \`max-age\` allows`;
    const what = command === undefined
        ? `it brought what is wanted into ${(0,base_text/* inert */.tJ)(path)}`
        : `it began ${when}, so \`git ${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(command.replace(/^git\s+/, '')))}\` is not run in ${(0,base_text/* inert */.tJ)(path)}`;
    const link = linkOf(holder);
    return `Joined the fetch of ${nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}
const sayPresent = (path, count) => `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${(0,base_text/* inert */.tJ)(path)} already, kept by a ref: nothing is fetched.`;
const sayMerged = (path, count) => `Fetching into ${(0,base_text/* inert */.tJ)(path)} for ${(0,base_text/* plural */.LS)(count, 'request')} in line too.`;
const sayAlone = (path, complaint) => `The fetch into ${(0,base_text/* inert */.tJ)(path)} for all in line failed, which may be because of one of them${complaint ? ` (${(0,base_text/* inert */.tJ)(complaint)})` : ''}: doing ours alone.`;
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} is taken.`
        : `Waited ${(0,base_duration/* formatDuration */.a)(waitedMs)} for the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${(0,base_text/* inert */.tJ)(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${(0,base_text/* inert */.tJ)(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});

;// CONCATENATED MODULE: ./lib/src/lock/deadlock.js
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





const mayDoWithout = (error) => error instanceof errors/* FetchLockError */.qf && ['FL_TIMEOUT', 'FL_DEADLOCK', 'FL_LOCK_DIR', 'FL_BACKEND'].includes(error.code);
class GaveUp extends errors/* FetchLockError */.qf {
    obstacle;
    circle;
    constructor(obstacle, circle = []) {
        super(circle.length > 0 ? 'FL_DEADLOCK' : 'FL_TIMEOUT', { what: 'The lock was not free in time.' });
        this.obstacle = obstacle;
        this.circle = circle;
    }
}
const announceMs = 30_000;
const [acquire_patienceMs, acquire_lookMs] = [1000, 300];
const gainMs = 2000;
const latchMs = 10_000;
async function acquire(store, request, wait) {
    const { clock, signal } = wait;
    const findDeadlock = createSearch(store, request);
    const askedMs = clock.now();
    const waited = () => Math.round(clock.now() - askedMs);
    const detail = { mode: request.mode, ticket: request.id };
    let position = 0;
    let told;
    let noted = '';
    let blocked;
    const tell = (obstacle) => {
        const line = [obstacle.ahead, ...obstacle.holders.map((it) => it.token), plainReason(obstacle)].join();
        const isSilent = obstacle.holders.length === 0 && obstacle.reason === undefined;
        const isNews = told?.line !== line && (told === undefined || !isSilent);
        if (told && !isNews && clock.now() - told.atMs < announceMs)
            return;
        told = { line, atMs: clock.now() };
        wait.onWaiting(obstacle, waited());
    };
    const note = (obstacle) => {
        const { facts, line } = factsOf(obstacle);
        if (!blocked)
            wait.report('lock_waiting', { ...detail, ahead: position, ...facts });
        else if (line !== noted)
            wait.report('lock_waiting', { ...detail, waited_ms: waited(), ...facts });
        noted = line;
    };
    try {
        await store.enter(request);
        for (;;) {
            const placement = await placeInTime(store, request.id, wait, Math.max(latchMs, wait.timeoutMs - waited()));
            const recovered = 'granted' in placement ? placement.granted.recovered : placement.recovered;
            for (const it of recovered) {
                wait.report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
            }
            if ('granted' in placement) {
                const { token, dirty, fleet } = placement.granted;
                wait.report('lock_acquired', { ...detail, decision: 'allow', waited_ms: waited(), ahead: position });
                return acquire_lockOf(store, token, { waitedMs: waited(), position, dirty, ...(fleet ? { fleet } : {}) });
            }
            const { obstacle } = placement;
            if (!blocked)
                position = obstacle.ahead;
            note(obstacle);
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
            const gained = new AbortController();
            const stopLooking = clock.every(gainMs, () => !mayDeadlock && request.others().length > 0 && gained.abort());
            const pauseMs = Math.min(leftMs, mayDeadlock ? acquire_lookMs : untilNewsMs);
            await store.wait(obstacle, pauseMs, AbortSignal.any([signal, gained.signal])).finally(stopLooking);
            signal.throwIfAborted();
        }
    }
    catch (error) {
        await store.withdraw(request.id).catch(() => { });
        const code = error instanceof errors/* FetchLockError */.qf ? error.code : undefined;
        const event = (code && endings[code]) ?? 'lock_unavailable';
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
const plainReason = ({ reason = '' }) => reason.replace(/\d+(\.\d+)? (ms|s|m|h)\b( \d+ [sm]\b)?/g, '');
function factsOf(obstacle) {
    const { holders, reason } = obstacle;
    const [first] = holders;
    const elsewhere = holders.filter((it) => it.host !== undefined).slice(0, base_event/* mostElsewhere */.er);
    return {
        facts: {
            ...(first ? { holder: first.job } : {}),
            ...(elsewhere.length > 0
                ? {
                    elsewhere: elsewhere.map(({ id, mode, job, heldMs }) => ({
                        ticket: id,
                        mode,
                        job,
                        ...(heldMs > 0 ? { held_ms: heldMs } : {}),
                    })),
                }
                : {}),
            ...(reason === undefined ? {} : { reason }),
        },
        line: [...elsewhere.flatMap(({ id, mode }) => [id, mode]), plainReason(obstacle)].join(),
    };
}
const endings = {
    FL_TIMEOUT: 'lock_timeout',
    FL_CANCELLED: 'lock_cancelled',
    FL_DEADLOCK: 'deadlock_detected',
};
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
const placeInTime = (store, id, { clock, signal }, limitMs) => (0,base_clock/* within */.ux)(clock, limitMs, (late) => store.place(id, AbortSignal.any([signal, late])), () => store.whySlow?.(id, limitMs) ?? (0,lock_store/* latchStuck */.$o)(limitMs));
function acquire_lockOf(store, token, facts) {
    return {
        token,
        ...facts,
        isHeld: () => store.isHeld(token),
        whyLost: () => store.whyLost?.(token),
        settle: () => store.settle(facts.dirty.map((it) => it.token)),
        downgrade: () => store.downgrade(token),
        raise: (floor) => store.raise(token, floor),
        release: () => store.release(token),
        sign: (process, signal) => store.sign(token, process, signal),
        ...{ lastSeq: store.lastSeq, errands: store.errands, ids: store.ids },
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/breaking.js









const markOf = (root, token) => (0,external_node_path_.join)(root, 'h', token, lock_ticket/* brokenMark */.ti);
const isBroken = (root, token) => (0,line/* isThere */.$B)(markOf(root, token));
function markBroken(root, token) {
    const at = (0,external_node_path_.join)(root, 'h', token);
    const it = (0,external_node_fs_.lstatSync)(at, { throwIfNoEntry: false })?.isDirectory() ? (0,line/* readGranted */.dA)(at, token) : undefined;
    if (it)
        (0,errors/* unless */.NJ)(['EEXIST', 'ENOENT'], () => (0,external_node_fs_.writeFileSync)(markOf(root, token), '', { flag: 'wx' }));
    return it;
}
async function isLeftBroken(root, token, judgeOne) {
    if (!isBroken(root, token))
        return false;
    const it = (0,line/* readGranted */.dA)((0,external_node_path_.join)(root, 'h', token), token);
    return it !== undefined && !it.hasStranger && (!it.asker || (await judgeOne(it.asker)) === 'dead');
}
async function findSuspects(place, nowAt, kernel = systemKernel) {
    const line = await readJudged(place, kernel).catch((error) => {
        throw refusal(place.dir, error);
    });
    if (!line)
        return [];
    const { tickets, verdicts } = line;
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

// EXTERNAL MODULE: ./lib/src/lock/host/system/disk.js
var disk = __nccwpck_require__(38608);
;// CONCATENATED MODULE: ./lib/src/lock/host/elsewhere.js











const mostLocks = 64;
const isNote = (name) => name.startsWith('b.') && (0,lock_ticket/* isId */.eQ)(name.slice(2));
const notePath = ({ place, token }, id) => (0,lock_ticket/* decodeToken */.oL)(token) && (0,lock_dir/* isUsable */.Ng)(place) ? (0,external_node_path_.join)(place.dir, 'h', token, `b.${id}`) : undefined;
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
async function lookAround(place, kernel) {
    const places = new Map([[place.dir, place]]);
    const glimpses = [];
    for (const it of places.values()) {
        const line = await readThere(it.dir, kernel).catch((error) => {
            if (it === place)
                throw error;
        });
        if (!line || !(0,lock_dir/* isUsable */.Ng)(it))
            continue;
        glimpses.push(...glimpsesOf(it, line));
        for (const note of notesIn(it, line))
            if (places.size < mostLocks)
                places.set(note.dir, places.get(note.dir) ?? note);
    }
    return glimpses;
}
async function readThere(dir, kernel) {
    const isLocal = (0,errors/* orNothing */.bR)(() => (0,disk/* diskOf */.F)(dir).isLocal) ?? false;
    const sockets = sockets_openSockets(dir);
    try {
        const askSocket = wake_askIn(sockets.pathOf);
        return await (0,line/* readLine */.Xw)(dir, (one) => (0,liveness/* judge */.S4)(one, { kernel, askSocket, isLocal }), kernel);
    }
    finally {
        sockets.close();
    }
}
function glimpsesOf(place, { tickets, verdicts }) {
    const { holders, waiters } = (0,lock_queue/* whoHolds */.vm)(tickets, verdicts);
    return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].flatMap(({ ticket, blockers }) => {
        const path = (0,line/* pathOf */.XM)(place.dir, ticket);
        const { id, party, mode, isGranted, asker } = ticket;
        const askedAt = (0,lock_ticket/* timeIn */.Hi)((0,line/* namesIn */.wX)(path), 'a');
        if (askedAt === undefined)
            return [];
        return {
            ...{ id, party, mode, isGranted, guards: place.guards, job: (0,line/* readJob */.cd)((0,external_node_path_.join)(path, 'owner.json')) },
            asker: asker && (0,lock_ticket/* encodeProcess */.mW)({ ...asker, key: '0' }),
            isAtWork: (0,lock_queue/* isAtWork */.pG)(ticket, verdicts),
            askedAt,
            blockers: blockers.map((it) => it.id),
        };
    });
}
function notesIn(place, { tickets }) {
    const dirs = tickets.filter((it) => it.isGranted).map((it) => (0,external_node_path_.join)(place.dir, 'h', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id)));
    return dirs
        .flatMap((dir) => (0,line/* namesIn */.wX)(dir).map((name) => (0,external_node_path_.join)(dir, name)))
        .filter((path) => isNote((0,external_node_path_.basename)(path)))
        .slice(0, mostLocks)
        .map((path) => (0,line/* readSmall */.o5)(path))
        .filter(lock_dir/* isPlace */.Uj);
}

// EXTERNAL MODULE: ./lib/node_modules/proper-lockfile/index.js
var proper_lockfile = __nccwpck_require__(25884);
;// CONCATENATED MODULE: ./lib/src/lock/host/latch.js






const ownerPattern = /^o\.([^.]+)\.\d+$/;
const ownerOf = (name) => (0,lock_ticket/* decodeProcess */.Ok)(ownerPattern.exec(name)?.[1] ?? '');
const spareName = (self) => `L.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`;
function createLatch(dir, self, judge) {
    const path = (0,external_node_path_.join)(dir.root, 'latch');
    let count = 0;
    let spare;
    let mine;
    let judgedDead;
    const prepare = () => {
        count += 1;
        const next = { at: (0,external_node_path_.join)(dir.root, 't', spareName(self)), name: `o.${(0,lock_ticket/* encodeProcess */.mW)(self)}.${count}` };
        (0,lock_dir/* makeDir */.gE)(next.at, dir.mode, dir.owner);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(next.at, next.name), '', { flag: 'wx' });
        return next;
    };
    const take = () => {
        spare ??= prepare();
        try {
            claim(spare.at, path);
        }
        catch (error) {
            if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, spare.name)))
                throw isTaken(error) ? Object.assign(new Error('taken'), { code: 'EEXIST' }) : error;
        }
        mine = spare.name;
        spare = undefined;
    };
    const setAside = (name) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)((0,external_node_path_.join)(path, name), (0,external_node_path_.join)(dir.root, 't', `d.${(0,lock_ticket/* newId */.Si)()}`)));
    const look = async () => {
        if (mine !== undefined)
            return (0,external_node_fs_.statSync)((0,external_node_path_.join)(path, mine));
        const [name] = (0,external_node_fs_.readdirSync)(path);
        if (name === undefined)
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        const owner = ownerOf(name);
        if (!owner) {
            setAside(name);
            throw Object.assign(new Error('free'), { code: 'ENOENT' });
        }
        const verdict = await judge(owner);
        judgedDead = verdict === 'dead' ? name : undefined;
        return { mtime: new Date(verdict === 'dead' ? -8.64e15 : 8.64e15) };
    };
    const drop = () => {
        const name = mine ?? judgedDead;
        mine = undefined;
        judgedDead = undefined;
        if (name === undefined)
            return;
        for (let isThere = true, tries = 0; isThere; tries++) {
            try {
                (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(path, name));
                isThere = false;
            }
            catch (error) {
                if (['ENOENT', 'ENOTDIR'].includes((0,errors/* errnoOf */.UQ)(error) ?? ''))
                    isThere = false;
                else if (['EISDIR', 'EPERM'].includes((0,errors/* errnoOf */.UQ)(error) ?? '') && tries < 5)
                    setAside(name);
                else if (tries > 50)
                    throw error;
            }
        }
        (0,errors/* unless */.NJ)(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'], () => (0,external_node_fs_.rmdirSync)(path));
    };
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
const isTaken = (error) => ['ENOTEMPTY', 'EEXIST'].includes((0,errors/* errnoOf */.UQ)(error) ?? '');
const refusals = ['EPERM', 'EACCES', 'EBUSY'];
const latch_mostTries = 5;
function claim(from, to) {
    for (let tries = 1;; tries++) {
        try {
            (0,external_node_fs_.renameSync)(from, to);
            return;
        }
        catch (error) {
            if (!refusals.includes((0,errors/* errnoOf */.UQ)(error) ?? '') || !(0,external_node_fs_.existsSync)(from) || tries === latch_mostTries)
                throw error;
            (0,errors/* unless */.NJ)([...refusals, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => (0,external_node_fs_.rmdirSync)(to));
            if ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(to).length > 0))
                throw Object.assign(new Error('taken'), { code: 'EEXIST' });
        }
    }
}
function verb(act) {
    return (...args) => {
        const done = args.pop();
        act(...args).then((value) => done(null, value), (error) => done(error instanceof Error ? error : new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: (0,errors/* messageOf */.bD)(error) })));
    };
}

;// CONCATENATED MODULE: ./lib/src/lock/host/litter.js






async function removeLitter({ root, isLocal }, inUse, judge, ask) {
    const [unpublished, sockets] = [(0,external_node_path_.join)(root, 't'), (0,external_node_path_.join)(root, 's')];
    for (const name of (0,external_node_fs_.readdirSync)(unpublished)) {
        const owner = (0,lock_ticket/* decodeProcess */.Ok)(name.split('.').at(-1) ?? '');
        if (name.startsWith('d.') || (owner && (await judge(owner)) === 'dead'))
            litter_remove((0,external_node_path_.join)(unpublished, name));
    }
    for (const { path, builder } of (0,lock_dir/* findStaged */.SE)(root))
        if ((await judge(builder)) === 'dead')
            litter_remove(path);
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => (0,lock_ticket/* isId */.eQ)(it.replace(newSuffix, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            litter_remove((0,external_node_path_.join)(sockets, name));
}
const litter_remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js

















const [file_store_signInMs, sweepMs] = [30_000, 10_000];
const never = new AbortController().signal;
async function openFileStore(place, clock, kernel = system_kernel/* systemKernel */.F) {
    const dir = (0,lock_dir/* openLockDir */.dU)(place);
    const self = (0,liveness/* thisProcess */.WF)(kernel);
    const { wake, key } = await listen(dir, self.key, clock).catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    return createFileStore(place, dir, { ...self, key }, wake, clock, kernel);
}
function createFileStore(place, dir, self, wake, clock, kernel) {
    const at = (...parts) => (0,external_node_path_.join)(dir.root, ...parts);
    const own = new Map();
    const judgeOne = (it) => (0,lock_ticket/* encodeProcess */.mW)(it) === (0,lock_ticket/* encodeProcess */.mW)(self) ? Promise.resolve('alive') : (0,liveness/* judge */.S4)(it, { kernel, askSocket: wake.ask, isLocal: dir.isLocal });
    const latch = createLatch(dir, self, judgeOne);
    const survey = (isOfInterest) => (0,line/* readLine */.Xw)(dir.root, judgeOne, kernel, isOfInterest);
    const standing = (it, verdict, where = (0,line/* pathOf */.XM)(dir.root, it)) => (0,line/* standingAt */.Ib)(where, it, verdict, clock.wall());
    const discard = (from) => (0,line/* discardFrom */.p6)(dir.root, from);
    const remove = (it) => it.isGranted && (0,lock_queue/* mayWrite */.J)(it.mode) ? (0,line/* move */.Cy)((0,line/* pathOf */.XM)(dir.root, it), at('crashed', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id))) : discard((0,line/* pathOf */.XM)(dir.root, it));
    const bury = (it) => {
        const last = standing(it, 'dead');
        return remove(it) && it.isGranted ? [last] : [];
    };
    const proceed = (mine, to) => {
        if (mine.at === to)
            return;
        if (!(0,line/* move */.Cy)(mine.at, to))
            throw (0,lock_store/* takenBack */.lv)(`in '${dir.root}'`);
        mine.at = to;
    };
    const enter = async (request) => {
        const home = at('t', `r.${request.id}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`);
        (0,lock_dir/* makeDir */.gE)(home, dir.mode, dir.owner);
        (0,line/* writeRequest */.XT)(home, request, self, clock.wall());
        own.set(request.id, { ...request, at: home });
    };
    const ticketOf = (mine, seq) => ({ ...mine, seq, isGranted: false, asker: self, witnesses: [self] });
    const placeRequest = async (id, signal) => {
        const mine = own.get(id);
        const obstacle = await told(async () => {
            if (mine?.seq === undefined || !(0,line/* isThere */.$B)(mine.at))
                return undefined;
            return glance(dir.root, ticketOf(mine, mine.seq), judgeOne, clock.wall());
        });
        signal.throwIfAborted();
        if (!obstacle)
            return decide(id, signal);
        leaveNotes(mine?.others() ?? [], id, place);
        return { obstacle, recovered: [] };
    };
    const decide = (id, signal) => latch(async (isStillOurs) => {
        const mine = own.get(id);
        if (!mine || !(0,line/* isThere */.$B)(mine.at))
            throw (0,lock_store/* takenBack */.lv)(`in '${dir.root}'`);
        const { seq = Infinity } = mine;
        const { tickets, verdicts } = await survey((it) => it.isGranted || it.seq < seq);
        if (!isStillOurs())
            throw new errors/* FetchLockError */.qf('FL_LOST', { what: `Something removed the latch of '${dir.root}' from under us.` });
        const others = tickets.filter((it) => it.id !== id);
        mine.seq ??= (0,line/* nextSeq */.v)(dir.root, self, others);
        const ticket = ticketOf(mine, mine.seq);
        verdicts.set((0,lock_ticket/* encodeProcess */.mW)(self), 'alive');
        const queue = (0,lock_queue/* whoHolds */.vm)([...others, ticket], verdicts);
        const recovered = queue.dead.flatMap(bury);
        const obstacle = obstacleOf(dir.root, ticket, queue, verdicts, clock.wall());
        if (obstacle.ahead > 0) {
            proceed(mine, at('q', (0,lock_ticket/* waitingName */.$s)(ticket, self)));
            leaveNotes(mine.others(), id, place);
            return { obstacle, recovered };
        }
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(mine.at, `g.${clock.wall()}`), ''));
        proceed(mine, at('h', (0,lock_ticket/* tokenOf */.B9)(mine.seq, id)));
        takeNotes(mine.others(), id);
        if (mine.mode !== 'exclusive')
            wake.shout();
        return { granted: { token: (0,lock_ticket/* tokenOf */.B9)(mine.seq, id), recovered, dirty: (0,line/* readCrashed */.Ng)(dir.root, clock.wall()) } };
    }, signal).catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    const announce = async (witnesses) => {
        wake.shout();
        const line = (0,external_node_fs_.readdirSync)(at('q'))
            .map(lock_ticket/* decodeWaiting */.Qo)
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
    const takeGranted = (token, as) => take(at('h', token), (0,lock_ticket/* decodeToken */.oL)(token) && (0,line/* readGranted */.dA)(at('h', token), token), as ?? (isBroken(dir.root, token) ? remove : undefined));
    const takeWaiting = async (id) => {
        for (const name of (0,external_node_fs_.readdirSync)(at('q'))) {
            const it = (0,lock_ticket/* decodeWaiting */.Qo)(name);
            if (it?.id === id && (await take(at('q', name), it)))
                return true;
        }
        return false;
    };
    const breakOff = async (id) => {
        if (await takeWaiting(id))
            return 'taken back';
        const token = find(id);
        const it = token === undefined ? undefined : markBroken(dir.root, token);
        if (it)
            await announce(it.witnesses);
        return it && 'marked';
    };
    const withdrawn = (last) => last && { token: last.token, heldMs: last.heldMs };
    const find = (id) => ((0,lock_ticket/* isId */.eQ)(id) ? (0,external_node_fs_.readdirSync)(at('h')).find((name) => (0,lock_ticket/* decodeToken */.oL)(name)?.id === id) : undefined);
    const withdraw = async (id) => {
        if (!(0,lock_ticket/* isId */.eQ)(id))
            return undefined;
        takeNotes(own.get(id)?.others() ?? [], id);
        own.delete(id);
        for (const name of (0,external_node_fs_.readdirSync)(at('t')).filter((it) => it.startsWith(`r.${id}.`)))
            if (discard(at('t', name)))
                return { heldMs: 0 };
        if (await takeWaiting(id))
            return { heldMs: 0 };
        const token = find(id);
        return token === undefined ? undefined : withdrawn(await takeGranted(token));
    };
    const downgrade = async (token) => {
        const it = isHeld(token) ? (0,line/* readGranted */.dA)(at('h', token), token) : undefined;
        const mark = it && (0,lock_ticket/* modeMark */.Dg)(it.mode);
        if (mark)
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(at('h', token, mark)));
        if (it)
            await announce(it.witnesses);
        return isHeld(token);
    };
    const listing = () => (0,errors/* orNothing */.bR)(() => [...(0,line/* namesIn */.wX)(at('h')), ...(0,line/* namesIn */.wX)(at('q'))].join());
    const isHeld = (token) => (0,lock_ticket/* decodeToken */.oL)(token) !== undefined && (0,errors/* orNothing */.bR)(() => (0,line/* isThere */.$B)(at('h', token)) && !isBroken(dir.root, token)) === true;
    const signIn = (token, who) => {
        const mark = at('h', token, (0,lock_ticket/* witnessMark */.pq)(who));
        if (isHeld(token))
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)(mark, '', { flag: 'wx' }));
        return isHeld(token) && (0,external_node_fs_.existsSync)(mark);
    };
    const close = () => {
        for (const it of own.values())
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(it.at, `m.${(0,lock_ticket/* encodeProcess */.mW)(self)}`)));
        wake.close();
    };
    const told = (act) => act().catch((error) => {
        throw (0,lock_dir/* refusal */.x5)(dir.root, error);
    });
    return {
        enter: (request) => told(() => enter(request)),
        place: placeRequest,
        wait: (obstacle, ms, signal) => {
            const before = listing();
            return wake.sleep(obstacle.watch, ms, signal, {
                isGone: (it) => it.boot === kernel.boot && it.namespace === kernel.namespace && (0,liveness/* judgePid */.nj)(it, kernel) === 'dead',
                isDead: async (it) => (await judgeOne(it)) === 'dead',
                isOther: () => !(0,external_node_fs_.existsSync)(obstacle.at) || before === undefined || listing() !== before,
                everyMs: obstacle.ahead > 1 ? 5000 : 2000,
            });
        },
        sign: (token, who = self, signal = never) => told(() => (0,base_clock/* within */.ux)(clock, file_store_signInMs, (limit) => latch(async () => signIn(token, who), AbortSignal.any([limit, signal])))),
        isHeld,
        isGone: (token) => {
            try {
                return !(0,line/* isThere */.$B)(at('h', token));
            }
            catch {
                return false;
            }
        },
        downgrade: (token) => told(() => downgrade(token)),
        lookAround: () => told(() => lookAround(place, kernel)),
        refresh: async () => { },
        lastSeq: async () => (0,line/* lastSeq */.Et)(dir.root),
        errands: async () => (0,line/* readErrands */.YI)(dir.root),
        ids: async () => (0,lock_dir/* orRefuse */.KA)(dir.root, () => (0,line/* readIds */.Zm)(dir.root)),
        find: async (id) => find(id),
        release: (token) => told(async () => (await takeGranted(token)) !== undefined),
        abandon: (token) => told(async () => withdrawn(await takeGranted(token, remove))),
        withdraw: (id) => told(() => withdraw(id)),
        settle: async (tokens) => {
            for (const it of tokens)
                if ((0,lock_ticket/* decodeToken */.oL)(it))
                    discard(at('crashed', it));
        },
        breakOff: (id) => told(() => breakOff(id)),
        isLeftBroken: (token) => told(() => isLeftBroken(dir.root, token, judgeOne)),
        raise: async () => undefined,
        onPoke: wake.onPoke,
        sweep: () => told(() => (0,base_clock/* within */.ux)(clock, sweepMs, (signal) => latch(sweep, signal), (0,lock_store/* latchStuck */.$o)(sweepMs))),
        close,
    };
    async function sweep() {
        const { tickets, verdicts } = await survey();
        const { dead } = (0,lock_queue/* whoHolds */.vm)(tickets, verdicts);
        const recovered = dead.flatMap(bury);
        const living = tickets.filter((it) => !dead.includes(it)).flatMap((it) => it.witnesses.map((one) => one.key));
        await removeLitter(dir, new Set(living), judgeOne, wake.ask);
        return recovered;
    }
}

// EXTERNAL MODULE: ./lib/src/lock/fleet/redis/complaint.js
var complaint = __nccwpck_require__(51986);
;// CONCATENATED MODULE: ./lib/src/lock/fleet/open.js









async function openStore(place, clock, { address, onTrouble }) {
    const { fleet, dir } = place;
    if (fleet !== undefined && (0,external_node_path_.dirname)(dir) === ownRoom())
        (0,lock_dir/* orRefuse */.KA)(dir, makeOwnRoom);
    const host = await openFileStore(place, clock);
    if (fleet === undefined || address === undefined)
        return host;
    const heldHere = (it) => it.place.fleet === fleet;
    const { createFleetStore } = await __nccwpck_require__.e(/* import() */ 53).then(__nccwpck_require__.bind(__nccwpck_require__, 11053));
    return createFleetStore({
        ...{ host, clock, onTrouble },
        tooSlow: (limitMs) => (0,complaint/* tooSlow */.gn)(address, limitMs),
        openFleet: async () => (await __nccwpck_require__.e(/* import() */ 435).then(__nccwpck_require__.bind(__nccwpck_require__, 18435))).openRedisStore(fleet, address, clock, (0,external_node_os_.hostname)()),
        heldBeside: ({ others }) => others().flatMap((it) => (heldHere(it) ? ((0,lock_ticket/* decodeToken */.oL)(it.token)?.id ?? []) : [])),
        isInDoubt: (token) => (0,lock_ticket/* decodeToken */.oL)(token) !== undefined && (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(dir, 'crashed', token))) === true,
    });
}

;// CONCATENATED MODULE: ./lib/src/report/history.js
function costOf(rows) {
    const waits = rows.flatMap((it) => it.waitedMs ?? []);
    return {
        waits: waits.length,
        ...middleOf(waits),
        timeouts: rows.filter(hasTimedOut).length,
        recoveries: rows.filter((it) => it.outcome === 'died').length,
    };
}
function middleOf(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const [p50Ms, p95Ms] = [percentile(sorted, 50), percentile(sorted, 95)];
    return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
}
const percentile = (sorted, percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
const weekMs = 7 * 24 * 3_600_000;
const hasTimedOut = ({ outcome, refusal }) => (refusal ?? outcome) === 'timeout';
function recentHistory(rows, nowAt) {
    const sinceAt = nowAt - weekMs;
    return { sinceAt, ...costOf(rows.filter((it) => it.askedAt >= sinceAt)) };
}
const [fewestWaits, fewestLonger] = [5, 2];
function whyIsShort(rows, limitMs, nowAt) {
    const told = rows
        .filter((it) => it.askedAt >= nowAt - weekMs && it.ahead > 0)
        .flatMap(({ waitedMs, grantedAt }) => (waitedMs === undefined ? [] : { waitedMs, isGranted: grantedAt !== undefined }))
        .filter((it) => it.isGranted || it.waitedMs >= limitMs);
    const waits = told.map((it) => it.waitedMs);
    const longer = told.filter((it) => it.waitedMs > limitMs || !it.isGranted).length;
    const { p50Ms, p95Ms } = middleOf(waits);
    if (p50Ms === undefined || p95Ms === undefined || waits.length < fewestWaits || longer < fewestLonger)
        return undefined;
    return longer > waits.length / 20 ? { waits: waits.length, longer, p50Ms, p95Ms } : undefined;
}

// EXTERNAL MODULE: ./lib/src/report/timeline.js
var timeline = __nccwpck_require__(41886);
;// CONCATENATED MODULE: ./lib/src/report/limit.js




function adviseOnLimit(dir, path, limitMs, nowAt, input) {
    if (limitMs <= 0)
        return undefined;
    const short = whyIsShort((0,timeline/* timeline */.IO)(readEvents(dir, { sinceAt: nowAt - weekMs })), limitMs, nowAt);
    return short && sayShort(path, limitMs, short, input);
}

;// CONCATENATED MODULE: ./lib/src/report/through.js


function lookThrough({ dir, fleet }, line) {
    const [first, ...more] = line.holders;
    if (fleet === undefined || first === undefined)
        return line;
    const row = (0,timeline/* timeline */.IO)(readEvents(dir, { ticket: first.id })).find((it) => it.ticket === first.id);
    const met = row?.outcome === 'waiting' ? row.met.find((it) => it.goneAt === undefined) : undefined;
    return met ? { ...line, holders: [{ ...first, waitsFor: met.job }, ...more] } : line;
}

;// CONCATENATED MODULE: ./lib/src/action/state.js





const saveTickets = (runner, tickets) => runner.saveState('tickets', tickets);
const saveOutcome = (runner, outcome) => runner.saveState('outcome', outcome);
const saveSnapshot = (runner, snapshot) => runner.saveState('snapshot', snapshot);
function readTickets(runner) {
    const read = runner.readState('tickets');
    return Array.isArray(read) ? read.filter(isTicket) : [];
}
const isTicket = (read) => {
    const it = read;
    return (typeof it?.id === 'string' &&
        isId(it.id) &&
        typeof it.path === 'string' &&
        ['shared', 'update', 'exclusive'].includes(it.mode) &&
        isPlace(it.place) &&
        isJob(it.job));
};
function readOutcome(runner) {
    const it = runner.readState('outcome');
    return typeof it?.result === 'string' && typeof it.waitedMs === 'number' && Array.isArray(it.dirty) ? it : undefined;
}
const snapshotPrefix = 'fetch-lock-snapshot-';
const state_isSnapshot = (name) => name.startsWith(snapshotPrefix) && /^\w{6}$/.test(name.slice(snapshotPrefix.length));
function readSnapshot(runner) {
    const it = runner.readState('snapshot');
    const isWhole = [it?.key, it?.snapshot, it?.ticket].every((text) => typeof text === 'string');
    return it && isWhole && isCacheKey(it.key) && state_isSnapshot(it.snapshot) && isId(it.ticket) ? it : undefined;
}
const saveMetricsFile = (runner, file) => runner.saveState('metrics', { file });
function readMetricsFile(runner) {
    const it = runner.readState('metrics');
    return typeof it?.file === 'string' && isAbsolute(it.file) && !it.file.includes('\0') ? it.file : undefined;
}

;// CONCATENATED MODULE: ./lib/src/action/ask.js











const ask_lookMs = 500;
async function askBeside(held, ...[task, target, timeoutMs, isFailClosed]) {
    if (held.length === 0)
        return ask_ask(task, target, timeoutMs, isFailClosed);
    const lost = new AbortController();
    const stopLooking = task.clock.every(ask_lookMs, () => {
        const it = held.find(({ lock }) => lock?.isHeld() === false);
        if (it)
            lost.abort((0,lock_store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(it.target.path)}' was lost while this step waited for another.`, it.lock?.whyLost()));
    });
    try {
        return await ask_ask({ ...task, signal: AbortSignal.any([task.signal, lost.signal]) }, target, timeoutMs, isFailClosed);
    }
    finally {
        stopLooking();
    }
}
async function ask_ask(task, target, timeoutMs, isFailClosed = task.inputs.isFailClosed) {
    const { runner, clock, inputs, policy, job, outcome, notebook, asked, worker } = task;
    const beforeMs = outcome.waitedMs;
    const { place, path, mode, id } = target;
    const common = { lock: place.guards, path, mode, job, pid: process.pid, ticket: id };
    let report = hostReport(policy.hostJournal, common, runner.log);
    let store;
    try {
        refuseOutside(policy, { path, guards: place.guards, lock: place });
        asked.push(target);
        saveTickets(runner, asked.map(({ id, place, path, mode, hasPins }) => ({
            ...{ id, place, path, mode, job, hasSummary: inputs.hasSummary },
            ...(hasPins ? { hasPins } : {}),
        })));
        store = await openStore(place, clock, { address: inputs.redis, onTrouble: runner.log.warning });
        report = journalReport(place.dir, common, runner.log.warning);
        const lock = await wait(task, target, store, report, timeoutMs);
        const { RUNNER_TRACKING_ID: tracking } = runner.env;
        notebook.note({ ...{ place, path, mode, job }, token: lock.token, ...(worker ? { worker } : {}), ...(tracking ? { tracking } : {}) });
        const callOff = limitHold(task, target, lock);
        const close = () => {
            callOff();
            store?.close();
        };
        return { target, report, lock, sinceMs: clock.now(), close };
    }
    catch (error) {
        store?.close();
        const why = ask_explain(error, target, inputs, outcome.waitedMs - beforeMs);
        const code = why instanceof errors/* FetchLockError */.qf ? why.code : undefined;
        outcome.result = (code && resultOf[code]) ?? 'unavailable';
        if (!store)
            report('lock_unavailable', { ticket: id, decision: 'deny', ...(code ? { code } : {}) });
        if (isFailClosed || !mayDoWithout(why))
            throw why;
        outcome.result = 'bypassed';
        outcome.failure = (0,errors/* messageOf */.bD)(why);
        report('lock_bypassed', { ticket: id, decision: 'allow', code: why.code, reason: 'fail-closed is false' });
        runner.log.warning(`Going on without the lock, since \`fail-closed\` is false: ${outcome.failure}`);
        return { target, report, sinceMs: clock.now(), close: () => { } };
    }
}
function limitHold({ policy: { maxHoldMs }, clock, overdue }, { path }, lock) {
    if (maxHoldMs === undefined)
        return () => { };
    return clock.after(maxHoldMs, () => lock.isHeld() && overdue.abort(heldTooLong(path, maxHoldMs)));
}
const resultOf = { FL_TIMEOUT: 'timeout', FL_CANCELLED: 'cancelled', FL_DEADLOCK: 'unavailable' };
async function wait(task, target, store, report, timeoutMs) {
    const { clock, signal, inputs, job, party, worker, notebook, outcome, runner } = task;
    const { id, place, path, mode, errand, purpose } = target;
    const { log } = runner;
    const witnesses = inputs.hold === 'job' && worker ? [worker] : [];
    const request = {
        id,
        party,
        mode,
        job,
        witnesses,
        others: notebook.read,
        ...(errand ? { errand } : {}),
        ...(purpose === undefined ? {} : { purpose }),
    };
    const beforeMs = outcome.waitedMs;
    let isAdvised = false;
    const lock = await acquire(store, request, {
        ...{ clock, signal, timeoutMs },
        report: (event, detail) => {
            if (event === 'lock_recovered' && detail.holder)
                log.warning(sayRecovered(path, detail.holder));
            outcome.waitedMs = beforeMs + (detail.waited_ms ?? 0);
            outcome.position = Math.max(outcome.position, detail.ahead ?? 0);
            report(event, detail);
        },
        onWaiting: (line, waitedMs) => {
            log.info(sayWaiting(path, mode, lookThrough(place, line), waitedMs));
            const advice = isAdvised ? undefined : adviseOnLimit(place.dir, path, timeoutMs, clock.wall());
            isAdvised = true;
            if (advice !== undefined)
                log.warning(advice);
        },
    });
    log.info(sayAcquired(path, mode, lock.waitedMs, lock.position));
    if (target.startsAfresh)
        await lock.settle();
    else if (lock.dirty.length > 0) {
        log.warning(sayDirty(path, lock.dirty.map((it) => it.job)));
        outcome.dirty.push(...lock.dirty.map((it) => it.token));
    }
    return lock;
}
function ask_explain(error, { path, mode, place }, { lockTimeout }, waitedMs) {
    if (!(error instanceof GaveUp))
        return error;
    const { code, obstacle, circle } = error;
    return new errors/* FetchLockError */.qf(code, troubleGivingUp({ obstacle: lookThrough(place, obstacle), circle }, path, mode, waitedMs, lockTimeout));
}
const caught = (work) => work.then(() => undefined, (error) => error);
async function letGo(task, grants) {
    let failure;
    for (const it of grants.toReversed()) {
        const trouble = await caught(letGoOf(task, it));
        failure ??= trouble;
    }
    if (failure !== undefined)
        throw failure;
}
async function letGoOf({ clock, runner, notebook, overdue }, { lock, target, report, sinceMs }) {
    const why = lock?.whyLost();
    const isReleased = await lock?.release();
    notebook.forget(target.id);
    if (!isReleased)
        return;
    const heldMs = Math.round(clock.now() - sinceMs);
    if (why !== undefined)
        return report('lock_broken', { held_ms: heldMs, reason: why });
    report('lock_released', { held_ms: heldMs, ...(overdue.signal.aborted ? { reason: heldTooLongReason } : {}) });
    runner.log.info(sayReleased(target.path, target.mode, heldMs));
}

;// CONCATENATED MODULE: ./lib/src/action/inputs/given.js
const given_inputOf = (env, name) => (env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();
const given_isCacheKey = (text) => text !== '' && text.length <= 512 && !/[,\p{Cc}]/u.test(text);

;// CONCATENATED MODULE: ./lib/src/lock/fleet/address.js




const [shortestMs, longestMs, usualMs] = [5000, 600_000, 30_000];
const address_most = 2000;
const shape = /^(rediss?|unix):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/;
function address_readAddress(what, text) {
    const refuse = (why) => new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${kindOf(what)} \`${what}\` is not the address of a Redis: ${why}.`,
        fix: 'Write redis://USER:PASSWORD@HOST:PORT, rediss:// for TLS, or unix:///path/to/redis.sock; percent-encode signs such as @, / and : in the password.',
    });
    const decode = (part) => {
        const read = (0,errors/* orNothing */.bR)(() => decodeURIComponent(part));
        if (read === undefined || /\p{Cc}/u.test(read))
            throw refuse('it has a wrong percent sign, or a control character');
        return read;
    };
    if (text.length > address_most || /[\s\p{Cc}]/u.test(text))
        throw refuse(text.length > address_most ? 'it is too long' : 'it has white space in it');
    const [, scheme, userInfo, authority = '', path = '', query] = shape.exec(text) ?? [];
    if (scheme === undefined)
        throw refuse('it begins with no known scheme, or is cut in the wrong places');
    const [user = '', password] = (userInfo ?? '').split(/:(.*)/s).map(decode);
    if (userInfo !== undefined && !password)
        throw refuse('it has a user, but no password');
    const { lease, db } = readQuery(query, refuse, decode);
    if (db !== undefined && scheme !== 'unix')
        throw refuse('its database belongs behind the port, as in redis://HOST:PORT/0');
    const leaseMs = lease === undefined ? usualMs : ((0,errors/* orNothing */.bR)(() => (0,base_duration/* parseDuration */.E)(what, lease)) ?? 0);
    if (leaseMs < shortestMs || leaseMs > longestMs)
        throw refuse('its lease is not between 5s and 10m');
    const rest = {
        ...(user ? { user } : {}),
        ...(password ? { password } : {}),
        ...{ givenAs: what, leaseMs, secrets: address_secretsOf(text, userInfo, password) },
    };
    if (scheme === 'unix') {
        const socket = decode(path);
        if (authority !== '' || !(0,external_node_path_.isAbsolute)(socket) || socket.length < 2)
            throw refuse('the path of its socket is not absolute');
        return { at: { path: socket }, ...rest, database: readDatabase(db ?? '', refuse), shown: (0,base_text/* inert */.tJ)(socket) };
    }
    const [, name, digits] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(authority) ?? [];
    const port = Number(digits ?? 6379);
    if (name === undefined || port < 1 || port > 65_535)
        throw refuse('its host or port cannot be read');
    const host = name.replace(/^\[|\]$/g, '');
    return {
        at: { host, port, isTls: scheme === 'rediss' },
        ...rest,
        database: readDatabase(path.slice(1), refuse),
        shown: `${name}:${port}`,
    };
}
const kindOf = (what) => (what.startsWith('-') ? 'Option' : /^[A-Z_]+$/.test(what) ? 'Variable' : 'Input');
function readQuery(query, refuse, decode) {
    const found = new Map();
    for (const pair of query ? query.split('&') : []) {
        const [key = '', value = ''] = pair.split(/=(.*)/s).map(decode);
        if (!['lease', 'db'].includes(key) || found.has(key))
            throw refuse('behind its question mark only `lease`, and `db` of a socket, are known');
        found.set(key, value);
    }
    return Object.fromEntries(found);
}
function readDatabase(text, refuse) {
    if (!/^\d{0,4}$/.test(text))
        throw refuse('its database is not a number');
    return Number(text);
}
const address_secretsOf = (text, userInfo, password) => password ? [...new Set([text, userInfo ?? '', (userInfo ?? '').replace(/^[^:]*:/, ''), password])].filter((it) => it.length > 0) : [];

;// CONCATENATED MODULE: ./lib/src/git/options.js

const notations = ({ accepts }) => accepts.split(' ').sort();
const noted = /^(--[\w-]+)?\|?(-\w)?(\[)?(?:=<(\w+)>)?\]?$/;
function optionsOf(rules) {
    return notations(rules).map((notation) => {
        const [, long, short, bracket, kind] = noted.exec(notation) ?? [];
        const name = long ?? short;
        const value = values[kind ?? ''];
        if (name === undefined || (kind && !value))
            throw new Error(`'${notation}' notes no option.`);
        const mayStandAlone = value === undefined || bracket !== undefined;
        return { name, mayStandAlone, ...(short === undefined ? {} : { short }), ...(value === undefined ? {} : { value }) };
    });
}
function knownNames(rules) {
    const accepted = optionsOf(rules).flatMap(({ name }) => (name.startsWith('--') ? [name.slice(2)] : []));
    const others = rules.knows ? rules.knows.split(' ') : [];
    const bases = [...accepted, ...others].map((it) => it.replace(/^no-/, ''));
    return new Set(bases.flatMap((it) => [`--${it}`, `--no-${it}`]));
}
function readOptions(words, rules, refuse) {
    const accepted = optionsOf(rules);
    const known = knownNames(rules);
    const options = [];
    const operands = [];
    const rest = [...words];
    const notAccepted = (typed, name = typed) => {
        const reason = reasons.find(([names]) => names.test(name))?.[1];
        return refuse([`The option '${typed}' is not accepted.`, ...(reason ? [reason] : [])].join(' '));
    };
    const take = ({ name, value, mayStandAlone }, attached) => {
        if (value === undefined && attached !== undefined)
            throw refuse(`The option '${name}' takes no value.`);
        const given = mayStandAlone ? attached : (attached ?? rest.shift());
        if (given === undefined && !mayStandAlone)
            throw refuse(`The option '${name}' needs a value.`);
        if (given !== undefined && !value?.pattern.test(given))
            throw refuse(`The option '${name}' does not take '${given}', but ${value?.is}.`);
        options.push(given === undefined ? name : `${name}=${given}`);
    };
    const readLong = (word) => {
        const [typed = '', attached] = cut(word);
        const meant = known.has(typed) || rules.knows === undefined ? [typed] : [...known].filter((it) => it.startsWith(typed));
        if (meant.length > 1)
            throw refuse(`The option '${typed}' could be ${meant.slice(0, 3).join(', ')}${meant.length > 3 ? ', \u2026' : ''}.`);
        const option = accepted.find(({ name }) => name === meant[0]);
        if (option === undefined)
            throw notAccepted(word, meant[0]);
        take(option, attached);
    };
    const readShorts = (word) => {
        if (rules.isScript && word.length > 2)
            throw notAccepted(word);
        for (let at = 1; at < word.length; at++) {
            const option = accepted.find(({ short }) => short === `-${word[at]}`);
            if (option === undefined)
                throw notAccepted(word, `-${word[at]}`);
            const attached = option.value === undefined ? '' : word.slice(at + 1);
            take(option, attached || undefined);
            if (attached)
                break;
        }
    };
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
        const isEnd = word === '--' || (word === '--end-of-options' && rules.separator === undefined);
        if (isEnd || (rules.isScript && !/^-./.test(word)))
            operands.push(...(isEnd ? [] : [word]), ...rest.splice(0));
        else if (word.startsWith('--'))
            readLong(word);
        else if (/^-./.test(word))
            readShorts(word);
        else
            operands.push(word);
    }
    return { options, operands };
}
function cut(word) {
    const at = word.indexOf('=');
    return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

;// CONCATENATED MODULE: ./lib/src/git/command.js





const parseCommands = (text) => text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseCommand);
function parseCommand(line) {
    const words = splitWords(line);
    if (words[0] === 'git')
        words.shift();
    const verb = command_verbOf(words, line);
    const rules = verbs[verb];
    const notAccepted = (why) => unsafe(line, why, `\`${verb}\` takes ${notations(rules).join(', ')}.`);
    const { options, operands } = readOptions(words.slice(verb.split(' ').length), rules, notAccepted);
    const place = options.includes('--multiple') ? 'remotes' : rules.operands;
    const objection = objectionTo(operands, places[place]);
    if (objection)
        throw unsafe(line, objection.why, objection.fix);
    const settled = Object.entries(rules.settles ?? {}).flatMap(([option, by]) => (options.some((it) => by.test(it)) ? [] : [option]));
    if (place === 'repository')
        operands.push(...protectionOf(operands.slice(1)));
    const altered = options.map((it) => rules.with?.[it] ?? rules.with?.[it.replace(/=.*/, '')]);
    return {
        ...{ needs: rules.needs, isNetwork: rules.isNetwork, ...Object.assign({}, ...altered) },
        ...{ text: command_show(line), verb },
        argv: [
            ...[...verb.split(' '), ...options, ...settled],
            ...(operands.length > 0 ? [rules.separator ?? '--end-of-options', ...operands] : []),
        ],
    };
}
function command_verbOf(words, line) {
    const names = Object.keys(verbs);
    const found = names.find((it) => it.split(' ').every((word, index) => words[index] === word));
    if (found !== undefined)
        return found;
    const [first] = words;
    const said = words.slice(0, names.some((it) => it.startsWith(`${first} `)) ? 2 : 1).join(' ');
    const [, because, instead] = refusedVerbs.find(([it]) => it.test(said)) ?? [];
    if (because !== undefined && instead !== undefined)
        throw unsafe(line, because, instead);
    const why = first?.startsWith('-')
        ? `It has the option '${first}' before the verb.`
        : first
            ? `'${said}' is no verb that is accepted.`
            : 'It has no verb.';
    throw unsafe(line, why, `Start with one of: ${names.join(', ')}.`);
}
const unsafe = (line, why, fix) => new errors/* FetchLockError */.qf('FL_UNSAFE_COMMAND', {
    what: `The git command '${command_show(line)}' is refused.`,
    why: (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(why)),
    fix,
});
const command_show = (text) => (0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text.replace(/['"]/g, '')));
function splitWords(line) {
    const words = [];
    let word;
    let quote;
    const spaced = line.replaceAll('\t', ' ');
    if (!(0,base_text/* isPlain */.$i)(spaced) && /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(spaced))
        throw unsafe(line, 'It has a control character in it.', 'Take it out.');
    for (const sign of line) {
        if (quote !== undefined) {
            if (sign === quote)
                quote = undefined;
            else if (quote === '"' && /[$`\\!]/.test(sign))
                throw unsafe(line, `There is no shell, so '${sign}' means nothing here.`, 'Take it out, or put it in single quotes if it is meant.');
            else
                word += sign;
        }
        else if (sign === "'" || sign === '"') {
            quote = sign;
            word ??= '';
        }
        else if (sign === ' ' || sign === '\t') {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (/[;&|<>()$`\\?[\]{}!#]/.test(sign) || (sign === '~' && word === undefined)) {
            throw unsafe(line, `There is no shell, so '${sign}' means nothing here.`, 'Write one git command a line, with plain words.');
        }
        else
            word = (word ?? '') + sign;
    }
    if (quote !== undefined)
        throw unsafe(line, `The quote ${quote} is not closed.`, 'Close it.');
    return word === undefined ? words : [...words, word];
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/name.js

const usualPorts = { http: '80', https: '443', ssh: '22', git: '9418' };
const name_most = 1000;
function canonicalRemote(url) {
    if (url === '' || url.length > name_most || /\p{Cc}/u.test(url))
        return undefined;
    const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
    if (scheme !== undefined)
        return scheme.toLowerCase() === 'file' ? fileAt(rest) : remoteAt(scheme.toLowerCase(), rest);
    if ((0,external_node_path_.isAbsolute)(url))
        return fileAt(url);
    const [, host, path = ''] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@[\]]+):(?!:)(.*)$/is.exec(url) ?? [];
    return host === undefined || /^[a-z]:[\\/]/i.test(url) ? undefined : named(host, path);
}
function fileAt(rest) {
    const path = shortened(rest);
    return (0,external_node_path_.isAbsolute)(rest) && path !== '' ? `file:/${path}` : undefined;
}
function remoteAt(scheme, rest) {
    const [protocol = ''] = scheme.split('+').filter((it) => it !== 'git' || scheme === 'git');
    const [, authority = '', path = ''] = /^([^/?#]*)\/(.*)$/s.exec(rest) ?? [];
    const [, host, port] = /^(?:.*@)?(\[[0-9a-f:.]+\]|[^:@[\]]+)(?::(\d{1,5}))?$/is.exec(authority) ?? [];
    if (host === undefined || usualPorts[protocol] === undefined)
        return undefined;
    return named(host, path, port === usualPorts[protocol] ? undefined : port);
}
function named(host, path, port) {
    const way = shortened(path);
    if (way === '' || /[?#]/.test(path))
        return undefined;
    return `${host.toLowerCase().replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}/${way}`;
}
const shortened = (path) => path
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '')
    .replace(/(\/|^)?\.git$/, '')
    .replace(/\/$/, '');
const longestName = 500;
const isLockName = (text) => text !== '' && text.length <= longestName && text.trim() === text && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text);
const makingOf = (name) => `${name}:making`;

;// CONCATENATED MODULE: ./lib/src/action/inputs/inputs.js








const refuse = (what, fix) => new errors/* FetchLockError */.qf('FL_INPUT', { what, fix });
function readInputs(env, stage) {
    const read = (name, isEmpty, parse) => {
        const text = given_inputOf(env, name);
        if (text !== '')
            return parse(text);
        if (stage === 'pre')
            return isEmpty;
        throw refuse(`Input \`${name}\` is empty.`, 'Leave it out for its default, or give it a value.');
    };
    const oneOf = (name, accepted) => read(name, accepted[0], (text) => {
        const found = accepted.find((it) => it === text);
        if (found !== undefined)
            return found;
        throw refuse(`Input \`${name}\` is '${(0,base_text/* inert */.tJ)(text)}'.`, `Accepted are: ${accepted.join(', ')}.`);
    });
    const duration = (name) => read(name, 0, (text) => (0,base_duration/* parseDuration */.E)(name, text));
    const commands = parseCommands(given_inputOf(env, 'git'));
    const asked = oneOf('mode', ['auto', 'shared', 'update', 'exclusive']);
    const wants = parseWants(given_inputOf(env, 'want'), stage);
    const inputs = {
        paths: read('path', ['.'], parsePaths),
        commands,
        wants,
        maxAgeMs: duration('max-age'),
        mode: modeFor(asked, commands, wants),
        isAuto: asked === 'auto',
        hold: oneOf('hold', ['job', 'step']),
        lockTimeoutMs: duration('lock-timeout'),
        lockTimeout: given_inputOf(env, 'lock-timeout'),
        isFailClosed: read('fail-closed', true, (text) => parseBoolean('fail-closed', text)),
        gitTimeoutMs: duration('git-timeout'),
        hasSummary: read('summary', true, (text) => parseBoolean('summary', text)),
        attempts: read('retries', 3, parseRetries),
        ...(given_inputOf(env, 'token') ? { token: parseToken(given_inputOf(env, 'token')) } : {}),
        ...(given_inputOf(env, 'url') ? { url: parseUrl(given_inputOf(env, 'url')) } : {}),
        ...(given_inputOf(env, 'cache-key') ? { cacheKey: parseCacheKey(given_inputOf(env, 'cache-key')) } : {}),
        ...(given_inputOf(env, 'lock-dir') ? { lockDir: given_inputOf(env, 'lock-dir') } : {}),
        ...(given_inputOf(env, 'redis-url') ? { redis: address_readAddress('redis-url', given_inputOf(env, 'redis-url')) } : {}),
        ...(given_inputOf(env, 'lock-name') ? { lockName: parseLockName(given_inputOf(env, 'lock-name')) } : {}),
        ...(given_inputOf(env, 'metrics-file') ? { metricsFile: parseMetricsFile(given_inputOf(env, 'metrics-file'), stage) } : {}),
    };
    if (inputs.gitTimeoutMs === 0 && stage === 'main')
        throw refuse('Input `git-timeout` is 0, which no command can meet.', 'Give it some time, such as 10m.');
    const hasWork = commands.length > 0 || wants.length > 0;
    if (inputs.hold === 'step' && !hasWork && stage === 'main') {
        throw refuse("Input `hold` is 'step', but there is nothing in `git` to hold the lock for, nor in `want`.", 'Give `git` a command, or leave `hold` out.');
    }
    if (inputs.maxAgeMs > 0 && wants.length === 0 && !commands.some(isFetch) && stage === 'main') {
        throw refuse('Input `max-age` is set, but there is no fetch in `git` that another job could spare this step, nor anything in `want`.', 'Give `git` a fetch, or leave `max-age` out.');
    }
    if (inputs.url !== undefined && inputs.paths.length > 1)
        throw refuse('Input `url` is set, and `path` has several lines: which of them is its mirror?', 'Use a step for the mirror alone.');
    if (inputs.cacheKey !== undefined && inputs.url === undefined && stage === 'main')
        throw refuse('Input `cache-key` is set, but not `url`: a cache only lends what is cloned.', 'Set `url`, or leave `cache-key` out.');
    if (inputs.lockName !== undefined && inputs.redis === undefined && stage === 'main')
        throw refuse('Input `lock-name` is set, but not `redis-url`: a host alone needs no name.', 'Set `redis-url`, or leave `lock-name` out.');
    return Object.freeze(inputs);
}
function parsePaths(text) {
    if (text.includes('\0'))
        throw refuse('Input `path` has a zero byte in it.', 'Take it out.');
    return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}
const mostWants = 64;
const mostLetters = 400;
function parseWants(text, stage) {
    const lines = text.split('\n').map((line) => line.trim());
    const names = lines.filter((it) => it !== '' && !it.startsWith('#') && !(stage === 'pre' && /\/(\/|$)/.test(it)));
    const each = [...new Set(names.map((it) => (isCommitId(it.toLowerCase()) ? it.toLowerCase() : it)))];
    if (each.length > mostWants)
        throw refuse(`Input \`want\` has ${each.length} lines.`, `Accepted are at most ${mostWants}: name those that this job reads.`);
    return each.map(parseWant);
}
function parseWant(text) {
    if (isCommitId(text))
        return { commit: text };
    if (/^refs\/./.test(text) && isRef(text) && text.length <= mostLetters && !isOurs(text))
        return { ref: text };
    throw refuse(`Input \`want\` has '${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text))}' in it, ${inputs_objectionTo(text)}.`, `${remedyFor(text)}.`);
}
const isHex = (text) => /^[\da-f]{7,}$/i.test(text);
function inputs_objectionTo(text) {
    if (/^(0{40}|0{64})$/.test(text))
        return 'which says that there is no commit';
    if (isHex(text))
        return 'which is no full commit id';
    if (isOurs(text))
        return "which is fetch-lock's own";
    if (text.length > mostLetters)
        return `which is longer than ${mostLetters} characters`;
    if (text.includes('*'))
        return 'which is a pattern';
    return /^refs\//.test(text) ? 'which is no name that a ref can have' : 'which is neither a full commit id nor a full ref name';
}
function remedyFor(text) {
    const ref = (name) => (0,base_text/* inert */.tJ)(`refs/${name}`);
    if (/^(0{40}|0{64})$/.test(text))
        return 'Leave it out where an event has none, as `github.event.before` of a new branch';
    if (isHex(text))
        return `A full commit id has 40 digits, or 64 in a repository of SHA-256; this has ${text.length}`;
    if (text.includes('*'))
        return 'Name each ref by itself';
    if (/^(@|(\w+_)?HEAD)$/.test(text))
        return 'It means something else in every repository: write refs/heads/main, or a full commit id';
    if (/^refs\/|^-/.test(text) || !isRef(text) || text.length > mostLetters)
        return 'Write a full commit id, or a full name such as refs/heads/main';
    if (/^(heads|tags|remotes|pull)\/./.test(text))
        return `Write ${ref(text)}`;
    const [, branch] = /^(?:origin|upstream)\/(.+)$/.exec(text) ?? [];
    if (branch !== undefined)
        return `Write ${ref(`heads/${branch}`)} for a mirror, ${ref(`remotes/${text}`)} for a clone`;
    return `Write ${ref(`heads/${text}`)}: a branch is never confused with a tag of its name`;
}
function parseBoolean(name, text) {
    if (/^(true|True|TRUE)$/.test(text))
        return true;
    if (/^(false|False|FALSE)$/.test(text))
        return false;
    throw refuse(`Input \`${name}\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted are: true, True, TRUE, false, False, FALSE.');
}
function parseRetries(text) {
    if (/^[1-9]\d?$/.test(text))
        return Number(text);
    throw refuse(`Input \`retries\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is a whole number from 1 to 99.');
}
function parseToken(text) {
    if (/^[\x21-\x7e]+$/.test(text))
        return text;
    throw refuse('Input `token` is not one word of plain letters, digits and signs.', 'Give the token alone; its value is not shown here.');
}
function parseUrl(text) {
    if (/^[a-z+.-]+:\/\/[^/]*@/i.test(text) && !/^ssh:\/\/[\w.-]+@/i.test(text))
        throw refuse('Input `url` has a user or a password in it.', 'Take it out, and use `token`.');
    if (isUrl(text))
        return text;
    throw refuse(`Input \`url\` is '${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(text))}'.`, 'Accepted is an https, http, ssh, git or file URL.');
}
function parseCacheKey(text) {
    if (given_isCacheKey(text))
        return text;
    throw refuse(`Input \`cache-key\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is one line of at most 512 characters without a comma.');
}
function parseLockName(text) {
    if (isLockName(text))
        return text;
    throw refuse(`Input \`lock-name\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is one line of at most 500 characters.');
}
function parseMetricsFile(text, stage) {
    if (/\p{Cc}/u.test(text))
        throw refuse(`Input \`metrics-file\` is '${(0,base_text/* inert */.tJ)(text)}'.`, 'Accepted is the name of one file.');
    if (stage === 'pre' || !/(^|[/\\])\.{0,2}$/.test(text))
        return text;
    throw refuse(`Input \`metrics-file\` is '${(0,base_text/* inert */.tJ)(text)}', which is a directory.`, 'Give a file in it, such as fetch-lock.prom.');
}
const isFetch = ({ verb }) => verb === 'fetch' || verb === 'remote update';
function modeFor(asked, commands, wants) {
    const strongest = commands.find((it) => it.needs === 'exclusive') ?? commands[0];
    if (asked === 'auto')
        return strongest?.needs ?? (wants.length > 0 ? 'update' : 'exclusive');
    const isTooWeak = strongest !== undefined && (asked === 'shared' || (asked === 'update' && strongest.needs === 'exclusive'));
    if (isTooWeak) {
        throw refuse(`Input \`mode\` is '${asked}', but '${strongest.text}' in \`git\` needs ${strongest.needs}.`, 'Leave `mode` out, or take the command out.');
    }
    return asked;
}

;// CONCATENATED MODULE: ./lib/src/action/inputs/house-rules.js





const own = {
    'lock-timeout': '5m',
    'git-timeout': '10m',
    retries: '3',
    'lock-dir': '',
    'redis-url': '',
    summary: 'true',
    'metrics-file': '',
};
function readInputsUnder({ defaults = {}, failClosed }, env, stage) {
    const left = defaultNames.filter((name) => defaults[name] !== undefined && given_inputOf(env, name) === own[name]);
    const given = Object.fromEntries(left.map((name) => [`INPUT_${name.toUpperCase()}`, defaults[name] ?? '']));
    const inputs = readInputs({ ...env, ...given }, stage);
    return failClosed === 'always' ? Object.freeze({ ...inputs, isFailClosed: true }) : inputs;
}
function addressUnder({ defaults }, env) {
    const text = inputOf(env, 'redis-url') || defaults?.['redis-url'];
    return text ? orNothing(() => readAddress('redis-url', text)) : undefined;
}
const isOverruled = ({ failClosed }, env) => failClosed === 'always' && /^false$/i.test(given_inputOf(env, 'fail-closed'));

;// CONCATENATED MODULE: ./lib/src/action/job/identity.js



const mostSigns = 200;
function identifyJob(env) {
    const labels = {};
    const label = (key, value) => {
        if (value)
            labels[key] = value.slice(0, mostSigns);
    };
    label('repository', env.GITHUB_REPOSITORY);
    label('run_id', env.GITHUB_RUN_ID);
    label('run_attempt', env.GITHUB_RUN_ATTEMPT);
    label('job', env.GITHUB_JOB);
    label('job_index', given_inputOf(env, 'job-index'));
    label('runner', env.RUNNER_NAME);
    const url = linkToJob(env);
    if (url && url.length <= mostSigns)
        labels.url = url;
    return labels;
}
function linkToJob(env) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run = '', GITHUB_RUN_ATTEMPT: attempt = '', } = env;
    if (!/^https:\/\/[\w.-]+(:\d+)?$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(run))
        return undefined;
    const checkRun = given_inputOf(env, 'check-run-id');
    const runUrl = `${server}/${repository}/actions/runs/${run}`;
    if (/^\d+$/.test(checkRun))
        return `${runUrl}/job/${checkRun}`;
    return /^\d+$/.test(attempt) ? `${runUrl}/attempts/${attempt}` : runUrl;
}
function partyOf(env) {
    const checkRun = given_inputOf(env, 'check-run-id');
    const ofCheckRun = /^\d+$/.test(checkRun) ? partyKey(`${env.GITHUB_SERVER_URL ?? ''} ${checkRun}`) : undefined;
    const shared = sharedParty(env);
    const party = ofCheckRun ?? jobParty(env) ?? shared ?? (0,lock_ticket/* newId */.Si)();
    return { party, isNew: party !== shared };
}

;// CONCATENATED MODULE: ./lib/src/action/job/worker.js



const findWorker = () => (0,liveness/* witnessOf */.XH)(process.ppid);
const worker_lookMs = 2000;
function untilGone(worker, clock) {
    const gone = new AbortController();
    const stop = clock.every(worker_lookMs, () => {
        if (!worker || (0,liveness/* judgePid */.nj)(worker, system_kernel/* systemKernel */.F) !== 'dead')
            return;
        stop();
        const why = `Its worker, process ${worker.pid}, ended.`;
        gone.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', { what: 'The job that this step belongs to is gone.', why }));
    });
    return gone.signal;
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/place.js





function placeInFleet(place, name, isOnOwnDisk = isOnLocalDisk) {
    if (place.kind === 'given' || isOnOwnDisk(place.dir))
        return { ...place, fleet: name };
    const digest = (0,external_node_crypto_.createHash)('sha256').update(place.guards).digest('hex');
    return { dir: (0,external_node_path_.join)(ownRoom(), digest), guards: place.guards, kind: 'given', fleet: name };
}
const compareOrder = (one, other) => compare(one.fleet ?? one.dir, other.fleet ?? other.dir) || compare(one.dir, other.dir);
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
function isOnLocalDisk(dir) {
    const isLocal = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,disk/* diskOf */.F)(dir).isLocal);
    return isLocal ?? ((0,external_node_path_.dirname)(dir) !== dir && isOnLocalDisk((0,external_node_path_.dirname)(dir)));
}

;// CONCATENATED MODULE: ./lib/src/fetch/fleet.js








async function joinFleet(scope, { env, lockName, url, naming = 'Input `lock-name`' }) {
    const name = lockName ?? (await fleet_nameOf(scope, env, url, naming));
    return { ...scope, lock: placeInFleet(scope.lock, name) };
}
async function fleet_nameOf({ path, guards, kind }, env, url, naming) {
    const refuse = (why) => new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming} is missing for '${(0,base_text/* inert */.tJ)(path)}': its lock needs a name that is the same on every host.`,
        why: `It is not taken from a remote, since ${why}.`,
        fix: 'Give the name, and the same one on every host that shares this directory.',
    });
    if (kind === 'directory')
        throw refuse('this is a plain directory');
    const config = (0,external_node_path_.join)(guards, 'config');
    const remotes = (0,external_node_fs_.existsSync)(config) ? await remotesIn(config, env) : new Map();
    const [only] = remotes.size === 1 ? remotes.values() : [];
    const found = remotes.get('origin') ?? only ?? (remotes.size === 0 ? url : undefined);
    if (found === undefined)
        throw refuse(remotes.size === 0 ? 'there is none' : `there are ${remotes.size}, and none is called origin`);
    const name = canonicalRemote(found);
    if (name === undefined)
        throw refuse(`'${(0,base_text/* inert */.tJ)((0,base_text/* withoutCredentials */.ri)(found).replace(/[?#].*$/s, ''))}' may mean something else on another host`);
    return name;
}
async function remotesIn(config, env) {
    const { stdout } = await exec_ask('git', ['config', '--file', config, '--no-includes', '-z', '--get-regexp', '^remote\\..*\\.url$'], {
        cwd: '/',
        env: environment_gitEnvironment(env),
    });
    const remotes = new Map();
    for (const it of stdout.split('\0')) {
        const [, name, url] = /^remote\.(.+)\.url\n(.*)$/s.exec(it) ?? [];
        if (name !== undefined && url !== undefined && !remotes.has(name))
            remotes.set(name, url);
    }
    return remotes;
}

;// CONCATENATED MODULE: ./lib/src/action/plan.js







async function planStep({ paths, lockDir, ...inputs }, workspace, env) {
    const hasGit = needsGit(inputs);
    const isMade = (path) => inputs.url !== undefined || isStaged(path);
    const find = (path, needs) => resolveScope({ path, workspace, isMade, ...(needs ? { needs } : {}), ...(lockDir === undefined ? {} : { lockDir }) });
    const found = paths.map((path) => find(path, hasGit ? 'existence' : undefined));
    if (hasGit && !found.some(hasRepository))
        find(paths[0] ?? '.', 'repository');
    const scopes = [];
    for (const it of found)
        scopes.push(await inFleet(it, inputs, env));
    const targets = new Map();
    for (const it of scopes) {
        const runsGit = hasGit && hasRepository(it);
        targets.set(it.lock.dir, {
            ...{ id: (0,lock_ticket/* newId */.Si)(), place: it.lock, path: it.path },
            mode: inputs.isAuto && hasGit && !runsGit ? 'exclusive' : inputs.mode,
            endsShared: inputs.isAuto && inputs.hold === 'job' && runsGit,
            ...(runsGit && inputs.wants.length > 0 ? { hasPins: true } : {}),
        });
    }
    if (inputs.lockName !== undefined && targets.size > 1)
        throw new errors/* FetchLockError */.qf('FL_INPUT', {
            what: `Input \`lock-name\` is set, and \`path\` has ${targets.size} locks: which of them has that name?`,
            fix: 'Use a step for each.',
        });
    return { scopes, targets: [...targets.values()].sort((a, b) => compareOrder(a.place, b.place)) };
}
const inFleet = async (scope, { redis, lockName, url }, env) => redis === undefined ? scope : joinFleet(scope, { env, lockName, url });
function stagingPlace({ guards, lock: { fleet } }, lockDir, workspace) {
    const place = lockOf(stagingOf(guards), { workspace, ...(lockDir === undefined ? {} : { lockDir }) });
    return fleet === undefined ? place : placeInFleet(place, makingOf(fleet));
}
const stagingTarget = (scope, { lockDir }, workspace) => ({
    id: (0,lock_ticket/* newId */.Si)(),
    place: stagingPlace(scope, lockDir, workspace),
    path: `${scope.path} (being made)`,
    mode: 'exclusive',
    endsShared: false,
    startsAfresh: true,
});
const needsGit = ({ commands, wants }) => commands.length + wants.length > 0;
const hasRepository = (scope) => scope.kind !== 'directory';

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/lack.js


const mostNamed = 3;
const nameWant = (want) => ('commit' in want ? `commit ${want.commit}` : (0,base_text/* inert */.tJ)(want.ref));
function lacking(path, wants, lack) {
    const named = wants.slice(0, mostNamed).map(nameWant).join(', ');
    const more = wants.length > mostNamed ? ` and ${(0,base_text/* plural */.LS)(wants.length - mostNamed, 'other')}` : '';
    const isOne = wants.length === 1;
    const [it, areThey] = isOne ? ['it', 'it is'] : ['them', 'they are'];
    const ref = wants.flatMap((want) => ('ref' in want ? [want.ref] : []))[0] ?? 'refs/pull/7/merge';
    const source = ref.replace(/^refs\/remotes\/[^/]+\//, 'refs/heads/');
    const fetch = `Give \`git\` a fetch of the ref that has ${it}, such as \`fetch origin +${(0,base_text/* inert */.tJ)(source)}:${(0,base_text/* inert */.tJ)(ref)}\``;
    const said = {
        'not brought': {
            why: `The fetches in \`git\` did not bring ${it}.`,
            fix: `${fetch}; or leave \`git\` out, then what is missing is fetched by itself.`,
        },
        'no fetch': { why: 'There is no fetch in `git`.', fix: `${fetch}; or leave \`git\` out, then what is missing is fetched by itself.` },
        'by id': {
            why: '`origin` does not hand out commits by their id.',
            fix: `${fetch}, or let the server set \`uploadpack.allowReachableSHA1InWant\`.`,
        },
        'not there': {
            why: `\`origin\` does not have ${it}, or no longer.`,
            fix: `See whether ${areThey} still there, and whether '${(0,base_text/* inert */.tJ)(path)}' is a mirror of that repository.`,
        },
        'no origin': {
            why: 'The repository has no remote `origin` to fetch from.',
            fix: `${fetch}, with the remote or the address that has ${it} in the place of \`origin\`.`,
        },
        'no refspec': {
            why: `No refspec of the remote \`origin\` writes ${it}.`,
            fix: `Write what it is called in this repository, such as refs/remotes/origin/main in a clone. ${fetch}.`,
        },
        shared: { why: '`mode: shared` never fetches.', fix: 'Leave `mode` out: the lock is shared by itself where everything is there.' },
    };
    return new errors/* FetchLockError */.qf('FL_WANT', { what: `'${(0,base_text/* inert */.tJ)(path)}' lacks ${named}${more}.`, ...said[lack] });
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/pins.js





const pins_room = 'refs/fetch-lock';
function pinName(ticket, commit) {
    if (!(0,lock_ticket/* isId */.eQ)(ticket) || !isCommitId(commit))
        throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
    return `${pins_room}/${ticket}/${commit}`;
}
function decodePin(name) {
    const [ticket = '', commit = '', ...more] = name.startsWith(`${pins_room}/`) ? name.slice(pins_room.length + 1).split('/') : [];
    return (0,lock_ticket/* isId */.eQ)(ticket) && isCommitId(commit) && more.length === 0 ? { ticket, commit } : undefined;
}
const hasRoom = ({ guards }) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.accessSync)((0,external_node_path_.join)(guards, 'refs'), external_node_fs_.constants.W_OK) ?? true) ?? false;
const pins_gone = ['ENOENT', 'ENOTDIR'];
function hasPins({ guards }) {
    try {
        if ((0,errors/* unless */.NJ)(pins_gone, () => (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(guards, 'reftable'))))
            return true;
        if (((0,errors/* unless */.NJ)(pins_gone, () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(guards, pins_room))) ?? []).some(lock_ticket/* isId */.eQ))
            return true;
        const packed = (0,external_node_path_.join)(guards, 'packed-refs');
        const found = (0,errors/* unless */.NJ)(pins_gone, () => (0,external_node_fs_.lstatSync)(packed));
        return found !== undefined && (!found.isFile() || hasPacked((0,external_node_fs_.readFileSync)(packed)));
    }
    catch {
        return true;
    }
}
function hasPacked(packed) {
    const start = ` ${pins_room}/`;
    for (let at = packed.indexOf(start); at >= 0; at = packed.indexOf(start, at + 1))
        if ((0,lock_ticket/* isId */.eQ)(packed.toString('latin1', at + start.length, at + start.length + 16)))
            return true;
    return false;
}
const patiently = ['-c', 'core.packedRefsTimeout=30000', '-c', 'core.filesRefLockTimeout=5000'];
const update = (lines, git) => lines.length === 0 ? Promise.resolve() : git([...patiently, 'update-ref', '--no-deref', '--stdin', '-z'], lines.join(''));
async function pin(pins, git) {
    await update(pins.map(({ ticket, commit }) => `update ${pinName(ticket, commit)}\0${commit}\0\0`), git);
}
async function drop(pins, git) {
    await update(pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`), git);
}
function unpin(ticket, { guards }) {
    const [own, all] = [(0,external_node_path_.join)(guards, pins_room, ticket), (0,external_node_path_.join)(guards, pins_room)];
    if (!(0,lock_ticket/* isId */.eQ)(ticket) || ![(0,external_node_path_.join)(guards, 'refs'), all, own].every((it) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it).isDirectory())))
        return;
    for (const name of (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(own)) ?? [])
        if (isCommitId(name))
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(own, name)));
    for (const it of [own, all])
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmdirSync)(it));
}
async function sweepPins(isLiving, git) {
    const lines = await git(['for-each-ref', '--format=%(refname)', `${pins_room}/`]);
    const found = lines.map(decodePin).filter((it) => it !== undefined);
    if (found.length === 0)
        return 0;
    const living = new Set(await isLiving());
    const left = found.filter(({ ticket }) => !living.has(ticket));
    await drop(left, git);
    return left.length;
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/describe.js






const neutral = /^--(quiet|verbose|(no-)?progress|ipv[46]|jobs=\d+|no-auto-gc|no-auto-maintenance|no-write-fetch-head|no-recurse-submodules|show-forced-updates|(no-)?write-commit-graph|no-prune-tags|porcelain)$/;
const understood = /^--(prune|no-prune|tags|no-tags|force|all|depth=.+|shallow-(since|exclude)=.+)$/;
function describe_describe({ verb, argv }, entries, workDir) {
    if (verb !== 'fetch' && verb !== 'remote update')
        return undefined;
    const words = argv.slice(verb.split(' ').length);
    const end = words.indexOf('--end-of-options');
    const options = end < 0 ? words : words.slice(0, end);
    const [operand, ...specs] = end < 0 ? [] : words.slice(end + 1);
    if (!options.every((it) => neutral.test(it) || understood.test(it)))
        return undefined;
    if (isTrue(valuesOf(entries, 'fetch.showforcedupdates').at(-1)) === false)
        return undefined;
    const isOfAll = options.includes('--all') || (verb === 'remote update' && operand === undefined);
    if ((isOfAll && operand !== undefined) || (verb === 'remote update' && specs.length > 0))
        return undefined;
    const remotes = isOfAll ? allRemotes(entries, workDir) : [remoteOf(operand, entries, workDir)];
    if (specs.length > 0 && !remotes.every((it) => it && isAllSaid(specs, it.refspecs)))
        return undefined;
    const demands = remotes.map((it) => it && demandOf(it, options, specs));
    return demands.length > 0 && demands.every((it) => it !== undefined) ? demands : undefined;
}
function demandOf(remote, options, specs) {
    const isForced = options.includes('--force');
    const tagOption = options.findLast((it) => /^--(no-)?tags$/.test(it));
    const pruneOption = options.findLast((it) => /^--(no-)?prune$/.test(it));
    const tags = tagOption === undefined ? remote.tags : tagOption === '--tags' ? 'all' : 'none';
    const [depth, ...deeper] = options.filter((it) => /^--(depth|shallow)/.test(it));
    if (deeper.length > 0)
        return undefined;
    const given = specs.length > 0 ? specs : remote.refspecs;
    const parsed = [...given, ...protectionOf(given)].map(parseRefspec);
    if (!parsed.every((it) => it !== undefined && hasTarget(it)) || !parsed.some((it) => it && !it.isNegative))
        return undefined;
    if (isForced && tags === 'all')
        return undefined;
    const refspecs = parsed.flatMap((it) => (it ? [{ ...it, isForced: !it.isNegative && (it.isForced || isForced) }] : []));
    return {
        remote: remote.address,
        refspecs: refspecs.map(formatRefspec),
        isPruning: pruneOption === undefined ? remote.isPruning : pruneOption === '--prune',
        tags,
        ...(depth === undefined ? {} : { depth: depth.slice(2).replace('=', ':') }),
    };
}
const hasTarget = ({ isNegative, to }) => isNegative || (to.startsWith('refs/') && !/^refs\/(worktree|bisect|rewritten)\//.test(to));
function isAllSaid(specs, configured) {
    const [given, more] = [specs, configured].map((texts) => texts.flatMap((it) => parseRefspec(it) ?? []).filter((it) => !it.isNegative));
    const isSaid = (it, spec) => {
        if (it.to === '' || includes(spec, it))
            return true;
        if (!isDefinite(spec))
            return false;
        const isApart = !mayMeet({ ...spec, to: spec.from }, { ...it, to: it.from });
        return isApart || remoteNameFor({ ...it, from: it.to, to: it.from }, spec.from) === spec.to;
    };
    return (more ?? []).every((it) => (given ?? []).every((spec) => isSaid(it, spec)));
}
function remoteOf(operand, entries, workDir) {
    const has = (pattern) => entries.some(({ key }) => pattern.test(key));
    if (operand === undefined) {
        const isUsual = entries.every(({ key, value }) => !/^branch\..+\.remote$/s.test(key) || value === 'origin') && !has(/^fetch\.all$/);
        return isUsual ? describe_named('origin', entries, workDir) : undefined;
    }
    if (has(/^remotes\./) && valuesOf(entries, `remotes.${operand}`).length > 0)
        return undefined;
    const found = describe_named(operand, entries, workDir);
    if (found)
        return found;
    if (entries.some(({ key }) => key.startsWith(`remote.${operand}.`)))
        return undefined;
    if (!/[/:]/.test(operand))
        return undefined;
    const address = addressOf(operand, entries, workDir);
    return address === undefined ? undefined : { name: operand, address, refspecs: [], ...standards(entries), isSkipped: false };
}
function allRemotes(entries, workDir) {
    if (entries.some(({ key }) => key === 'remotes.default'))
        return [undefined];
    const names = [...new Set(entries.flatMap(({ key }) => /^remote\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []))];
    return names.map((it) => describe_named(it, entries, workDir)).filter((it) => !it?.isSkipped);
}
function describe_named(name, entries, workDir) {
    const of = (variable) => valuesOf(entries, `remote.${name}.${variable}`);
    const [url] = of('url');
    if (url === undefined || of('vcs').length > 0)
        return undefined;
    const usual = standards(entries);
    if (isTrue(of('prunetags').at(-1)) ?? isTrue(valuesOf(entries, 'fetch.prunetags').at(-1)))
        return undefined;
    const tagOption = of('tagopt').at(-1);
    const address = addressOf(url, entries, workDir);
    if (address === undefined)
        return undefined;
    return {
        ...{ name, address },
        refspecs: of('fetch'),
        isPruning: isTrue(of('prune').at(-1)) ?? usual.isPruning,
        tags: tagOption === '--tags' ? 'all' : tagOption === '--no-tags' ? 'none' : usual.tags,
        isSkipped: [...of('skipfetchall'), ...of('skipdefaultupdate')].some((it) => isTrue(it)),
    };
}
const standards = (entries) => ({
    isPruning: isTrue(valuesOf(entries, 'fetch.prune').at(-1)) ?? false,
    tags: 'followed',
});
const valuesOf = (entries, key) => entries.flatMap((it) => (it.key === key ? [it.value ?? 'true'] : []));
const isTrue = (value) => value === undefined ? undefined : /^(true|yes|on|[+-]?0*[1-9]\d*)$/i.test(value);
function addressOf(text, entries, workDir) {
    const [best] = entries
        .flatMap(({ key, value = '' }) => {
        const base = /^url\.(.*)\.insteadof$/s.exec(key)?.[1];
        return base !== undefined && text.startsWith(value) ? [{ base, value }] : [];
    })
        .sort((a, b) => b.value.length - a.value.length);
    const whole = best ? best.base + text.slice(best.value.length) : text;
    const isPath = !/^[^/]*:/.test(whole);
    if (isPath)
        return (0,external_node_path_.isAbsolute)(whole) ? whole : (0,external_node_path_.resolve)(workDir, whole);
    const bare = whole.replace(/^(ssh:\/\/[^/?#:@]*)(:[^/?#@]*)?@/i, '$1@').replace(/^((?!ssh:)[a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, '$1');
    const host = bare.replace(/^ssh:\/\/[^/?#:@]*@/i, 'ssh://');
    return (0,base_text/* withoutCredentials */.ri)(host) === host && !/^https?:.*[?#]/is.test(bare) ? bare : undefined;
}
function describeWants({ commits, refs }, ticket, entries, { path, workDir }) {
    const origin = describe_named('origin', entries, workDir);
    if (!origin)
        throw lacking(path, [...commits.map((commit) => ({ commit })), ...refs.map((ref) => ({ ref }))], 'no origin');
    const specs = origin.refspecs.flatMap((it) => parseRefspec(it) ?? []);
    const refspecs = refs.map((ref) => {
        const found = specs.find((it) => !it.isNegative && it.to !== '' && remoteNameFor(it, ref) !== undefined);
        const from = found && remoteNameFor(found, ref);
        if (!found || from === undefined || specs.some((it) => it.isNegative && remoteNameFor({ ...it, to: it.from }, from) !== undefined))
            throw lacking(path, [{ ref }], 'no refspec');
        return formatRefspec({ isForced: found.isForced, isNegative: false, from, to: ref });
    });
    return {
        remote: origin.address,
        refspecs: [...commits.map((it) => `${it}:${pinName(ticket, it)}`), ...refspecs],
        isPruning: false,
        tags: 'none',
    };
}
const fetchOf = ({ refspecs, isPruning, tags, depth }, operand, more = []) => [
    ...['fetch', isPruning ? '--prune' : '--no-prune', ...(tags === 'followed' ? [] : [tags === 'all' ? '--tags' : '--no-tags'])],
    ...[
        ...more,
        '--no-recurse-submodules',
        '--no-write-fetch-head',
        '--refmap=',
        ...(depth === undefined ? [] : [`--${depth.replace(':', '=')}`]),
    ],
    ...['--end-of-options', operand, ...refspecs, ...protectionOf(refspecs)],
];
function fetchFor(demand, { argv }) {
    const end = argv.indexOf('--end-of-options');
    const options = end < 0 ? argv : argv.slice(0, end);
    const kept = options.filter((it) => neutral.test(it) && it !== '--no-prune-tags');
    return fetchOf(demand, (end < 0 ? undefined : argv[end + 1]) ?? 'origin', kept);
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/errand.js




const mostCommits = 64;
const mostDemands = 16;
const errand_mostLetters = 40_000;
const mostPairs = 4_000_000;
const readErrands = (line) => line.flatMap(({ seq, id, errand }) => {
    const it = errand;
    if (!Array.isArray(it?.demands) || !Array.isArray(it.commits))
        return [];
    const demands = it.demands.slice(0, mostDemands).filter((one) => isDemand(one) && staysOut(one, id));
    return [{ seq, id, demands, commits: it.commits.slice(0, mostCommits).filter((one) => typeof one === 'string' && isCommitId(one)) }];
});
const staysOut = ({ refspecs }, id) => refspecs.every((text) => {
    const it = parseRefspec(text);
    return it !== undefined && (!writesOurs(text) || (isCommitId(it.from) && it.to === pinName(id, it.from)));
});
const writesOnlyPins = ({ refspecs, isPruning, tags, depth }) => refspecs.every((it) => it.startsWith('^') || writesOurs(it)) && !isPruning && tags === 'none' && depth === undefined;
function mergeLine(own, line) {
    const served = [];
    let demand = own;
    let pairs = 0;
    const join = (sum, one) => {
        if (one.remote !== sum.remote)
            return sum;
        pairs += (sum.refspecs.length + one.refspecs.length) ** 2;
        if (pairs > mostPairs)
            return undefined;
        return covers(sum, one)?.refs.length === 0 ? sum : merge(sum, one);
    };
    for (const it of line) {
        const wide = it.demands.reduce((sum, one) => sum && join(sum, one), demand);
        if (!wide || (wide !== demand && JSON.stringify(wide).length > errand_mostLetters) || !it.demands.some((one) => one.remote === own.remote))
            continue;
        demand = wide;
        served.push(it);
    }
    return { demand, served };
}
const withoutNamed = (line, complaint) => {
    const words = new Set(complaint.split(/[^\w./@+-]+/));
    return line.filter(({ demands }) => !demands.some((one) => one.refspecs.some((text) => words.has(parseRefspec(text)?.from ?? ''))));
};

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/share.js







const stateOf = async ({ dirty, lastSeq, fleet }) => ({
    isDirty: dirty.length > 0,
    lastSeq: await lastSeq(),
    ...epochOf(fleet),
});
const epochOf = (fleet) => (fleet ? { epoch: fleet.epoch } : {});
function findFetches(demands, { guards, ledger, asked, maxAgeMs, now }, lock) {
    if (lock?.isDirty)
        return undefined;
    const last = lock?.lastSeq ?? Number.POSITIVE_INFINITY;
    const moments = [asked, now(0)];
    const fresh = ledger
        .read()
        .filter((it) => lock === undefined || it.epoch === lock.epoch)
        .filter((it) => it.endedSeq <= last && moments.some((moment) => isFreshFor(it.began, moment, maxAgeMs)))
        .reverse();
    const found = demands.map((demand) => fresh.find((it) => covers(it.demand, demand)?.refs.every((name) => hasRef(guards, name))));
    return found.every((it) => it !== undefined) ? found : undefined;
}
async function fetchOnce(task, demands, sharing) {
    const found = findFetches(demands, sharing, await stateOf(sharing.lock));
    if (found)
        return found;
    const stronger = await sharing.strengthen();
    const since = stronger && findFetches(demands, sharing, await stateOf(stronger));
    if (!since)
        await fetchForAll(task, demands, { ...sharing, lock: stronger ?? sharing.lock });
    return since ?? [];
}
async function fetchForAll(task, demands, sharing) {
    const { lock, ledger, now, job, run } = sharing;
    const state = await stateOf(lock);
    const began = now(state.lastSeq);
    const [own, ...more] = demands;
    const known = ledger.read();
    const seen = { ...sharing, ledger: { ...ledger, read: () => known } };
    const avoided = ledger.avoided();
    const isHarmless = (it) => !lock.fleet || (own !== undefined && it.demands.every((one) => covers(own, one) || writesOnlyPins(one)));
    const isToServe = (it) => !avoided.includes(it.id) && isHarmless(it) && !isServed(it, seen, state);
    let line = own && more.length === 0 ? readErrands(await lock.errands()).filter(isToServe) : [];
    for (let isFirst = true;; isFirst = false) {
        const merged = own && line.length > 0 ? mergeLine(own, line) : undefined;
        const isWider = merged !== undefined && merged.demand !== own;
        const whole = isWider ? [merged.demand] : demands;
        ledger.retain((it) => whole.every((demand) => keeps(demand, it.demand)));
        try {
            if (merged && merged.served.length > 0)
                sharing.onMerging(merged.served.length);
            await run(isWider ? { argv: fetchFor(merged.demand, task), isNetwork: true } : task, merged?.served.length, isWider);
            const { id: ticket = '' } = (0,lock_ticket/* decodeToken */.oL)(lock.token) ?? {};
            for (const demand of whole.filter((it) => whole.every((other) => other === it || keeps(other, it))))
                ledger.add({ demand, began, endedSeq: await lock.lastSeq(), ticket, job, ...epochOf(lock.fleet) });
            return;
        }
        catch (error) {
            if (!isWider || !(error instanceof GitFailed) || ours.includes(error.fault))
                throw error;
            const rest = withoutNamed(line, error.complaint);
            const left = isFirst && rest.length < line.length ? rest : [];
            if (error.fault !== 'passing')
                ledger.avoid(line.filter((it) => !left.includes(it)).map((it) => it.id));
            line = left;
            if (line.length === 0)
                sharing.onAlone(error.complaint);
        }
    }
}
const isServed = ({ seq, demands }, known, state) => findFetches(demands, { ...known, asked: { ...known.asked, seq }, maxAgeMs: 0 }, state) !== undefined;
const ours = ['not writable', 'missing remote', 'damage', 'still running'];
const leavesRefs = ({ argv }) => ['gc', 'repack', 'pack-refs', 'prune', 'maintenance', 'lfs'].includes(argv[0] ?? '');
async function runAlone(task, { ledger, run, strengthen }) {
    await strengthen();
    if (!leavesRefs(task))
        ledger.clear();
    await run(task);
}

;// CONCATENATED MODULE: ./lib/src/fetch/sharing/outlook.js




const outlookOf = (commands, { entries, missing }, { workDir }) => ({
    entries,
    missing,
    pieces: commands.map((command) => {
        const demands = describe_describe(command, entries, workDir);
        return { task: command, isFetch: command.verb === 'fetch' || command.verb === 'remote update', ...(demands ? { demands } : {}) };
    }),
});
function piecesLeft({ pieces, entries }, { commits, refs }, missing, ticket, scope) {
    if (commits.length + refs.length === 0)
        return pieces;
    if (missing.length + refs.length === 0)
        return pieces.filter((it) => !it.isFetch);
    if (pieces.length > 0)
        return pieces;
    const demand = describeWants({ commits: missing, refs }, ticket, entries, scope);
    return [{ task: { argv: fetchOf(demand, 'origin'), isNetwork: true }, demands: [demand], isFetch: true }];
}
const errandOf = (pieces, { commits }) => ({
    demands: pieces.flatMap((it) => it.demands ?? []),
    commits: [...commits],
});
function purposeOf(all, { refs }) {
    if (!all.every((it) => it !== undefined))
        return undefined;
    const pieces = all.flat();
    if (pieces.length === 0 && refs.length > 0)
        return undefined;
    if (!pieces.every((it) => it.demands || leavesRefs(it.task)))
        return undefined;
    const demands = pieces.flatMap((it) => it.demands ?? []);
    if (!demands.every((one) => demands.every((other) => keeps(one, other))))
        return undefined;
    const texts = demands.map((it) => JSON.stringify([it.remote, [...new Set(it.refspecs)].sort(), it.isPruning, it.tags]));
    return (0,external_node_crypto_.createHash)('sha256')
        .update([...new Set(texts)].sort().join('\n'))
        .digest('hex');
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/rebuild.js











const setAsideOf = (mirror) => `${mirror}.fetch-lock-damaged`;
const restMs = 3_600_000;
const faultsOfOthers = ['passing', 'refused', 'missing remote'];
function hintsAtDamage(failure, { guards }) {
    if (!(failure instanceof GitFailed))
        return false;
    return (failure.fault === 'damage' || failure.fault === 'broken ref' || (failure.fault === 'missing remote' && isEmpty((0,external_node_path_.join)(guards, 'config'))));
}
const isEmpty = (file) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.statSync)(file).size === 0) ?? true;
const isDamaged = async ({ guards }, git) => isEmpty((0,external_node_path_.join)(guards, 'config')) || !(await isSound(guards, git));
async function sourceOf(scope, env, failure, url) {
    const { guards, kind, workDir } = scope;
    const where = (0,base_text/* quoteForShell */.eC)(workDir);
    const refuse = (why, fix) => new errors/* FetchLockError */.qf('FL_GIT', {
        what: `'${(0,base_text/* inert */.tJ)(scope.path)}' is damaged${failure.complaint ? `: ${failure.complaint}` : ''}.`,
        why: `It is not made anew, because ${why}.`,
        fix,
    });
    if (kind !== 'bare' || guards !== workDir || (0,external_node_path_.basename)(guards) === '.git' || (0,external_node_fs_.existsSync)((0,external_node_path_.join)(guards, 'index')))
        throw refuse('it is no bare mirror, and may have what is nowhere else', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`; or save what is only there, remove it, and clone it again.`);
    if (((0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(guards, 'worktrees'))) ?? []).length > 0)
        throw refuse('worktrees are linked to it', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`.`);
    const entries = await configurationOf(guards, env);
    const specs = entries.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? [value] : []));
    const source = specs.length > 0 ? entries : url === undefined ? [] : sourceAt(url);
    if (source.length === 0)
        throw refuse('its configuration does not say what it is a mirror of', `Give \`url\`, or remove it and make it again with \`git clone --mirror\`.`);
    const covered = source.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? coverOf(value) : []));
    const own = refNames(guards).find((name) => !covered.some((it) => it.test(name)) && !/^refs\/(tags|fetch-lock)\//.test(name));
    if (own !== undefined)
        throw refuse(`'${(0,base_text/* inert */.tJ)(own)}' is in it, which its remotes would not give back`, `Save what is only there; then remove it, and make it again with \`git clone --mirror\`.`);
    return source;
}
async function configurationOf(dir, env) {
    const { exitCode, stdout } = await exec_ask('git', ['config', '--file', (0,external_node_path_.join)(dir, 'config'), '--no-includes', '--list', '-z'], {
        cwd: '/',
        env: environment_gitEnvironment(env),
    });
    if (exitCode !== 0)
        return [];
    const entries = stdout.split('\0').flatMap((it) => {
        const [key = '', ...value] = it.split('\n');
        const text = value.join('\n');
        return key === '' ? [] : [[key, /^remote\..+\.url$/.test(key) && /^\.\.?\//.test(text) ? (0,external_node_path_.resolve)(dir, text) : text]];
    });
    return entries.filter(([key]) => !/^(core|extensions|include|includeif)\./.test(key));
}
function coverOf(refspec) {
    const target = refspec.startsWith('^') ? undefined : refspec.split(':')[1];
    if (!target)
        return [];
    const [before = '', after] = target.split('*').map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return [new RegExp(`^${before}${after === undefined ? '' : `.*${after}`}$`)];
}
async function rebuild({ scope, source, clock, git, move }) {
    const { guards, lock } = scope;
    const record = (0,external_node_path_.join)(lock.dir, 'rebuilt');
    const lastAt = Date.parse(String((0,line/* readSmall */.o5)(record)));
    const agoMs = clock.wall() - lastAt;
    if (agoMs < restMs)
        throw new errors/* FetchLockError */.qf('FL_GIT', {
            what: `The mirror '${(0,base_text/* inert */.tJ)(scope.path)}' is damaged, and was made anew, or that was tried, ${(0,base_duration/* formatDuration */.a)(Math.max(0, agoMs))} ago.`,
            why: 'That points to the disk or its file system.',
            fix: `Check them. It is tried once in ${(0,base_duration/* formatDuration */.a)(restMs)} at most; to have it tried at once, remove '${(0,base_text/* inert */.tJ)(record)}'.`,
        });
    try {
        (0,external_node_fs_.rmSync)(`${record}.new`, { recursive: true, force: true });
        (0,external_node_fs_.writeFileSync)(`${record}.new`, JSON.stringify(new Date(clock.wall())), { flag: 'wx' });
        (0,external_node_fs_.renameSync)(`${record}.new`, record);
        await stage(guards, source, git);
        const aside = setAsideOf(guards);
        (0,external_node_fs_.rmSync)(aside, { recursive: true, force: true });
        await move(() => {
            (0,external_node_fs_.renameSync)(guards, aside);
            return aside;
        });
        publish(guards);
        return aside;
    }
    catch (error) {
        if (error instanceof GitFailed && faultsOfOthers.includes(error.fault))
            (0,external_node_fs_.rmSync)(record, { force: true });
        throw (0,errors/* errnoOf */.UQ)(error) === undefined ? error : explain(guards, error);
    }
}

;// CONCATENATED MODULE: ./lib/src/action/cache/cache.js










const bundleName = 'fetch-lock-mirror.bundle';
const word = 'courier: ';
const cache_limitMs = 300_000;
const answerMs = 20_000;
async function restoreMirror(key, into, work) {
    const act = async (room, inTime) => {
        const end = await cache_send('restore', key, room, inTime);
        if (end === 'restored')
            await unbundle((0,external_node_path_.join)(room, bundleName), into, { ...inTime, limitMs: cache_limitMs });
        work.log.info(`The Actions cache ${end === 'restored' ? 'gave a mirror' : 'has no mirror'} under '${(0,base_text/* inert */.tJ)(key)}'.`);
        return end === 'restored';
    };
    const trouble = `The mirror is cloned, since it could not be restored from the Actions cache under '${(0,base_text/* inert */.tJ)(key)}'`;
    return (await attempt(work, trouble, act)) ?? false;
}
async function snapshotMirror(mirror, work) {
    const act = async (_room, inTime) => {
        const into = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(tempOf(work.env), snapshotPrefix));
        await copyMirror(mirror, into, { ...inTime, limitMs: cache_limitMs });
        return (0,external_node_path_.basename)(into);
    };
    return attempt(work, 'The new mirror is not saved to the Actions cache, since it could not be copied', act);
}
async function saveMirror(key, snapshot, work) {
    if (!isSnapshot(snapshot))
        return 'failed';
    const path = join(tempOf(work.env), snapshot);
    const act = async (room, inTime) => {
        await bundle(path, join(room, bundleName), { ...inTime, limitMs: cache_limitMs });
        const end = (await cache_send('save', key, room, inTime)) === 'saved' ? 'saved' : 'exists';
        work.log.info(`The Actions cache ${end === 'saved' ? 'took the mirror' : 'has a mirror already'} under '${inert(key)}'.`);
        return end;
    };
    try {
        return (await attempt(work, `The mirror was not saved to the Actions cache under '${inert(key)}'`, act)) ?? 'failed';
    }
    finally {
        rmSync(path, { recursive: true, force: true });
    }
}
const tempOf = ({ RUNNER_TEMP: temp }) => temp || (0,external_node_os_.tmpdir)();
async function attempt(work, trouble, act) {
    let room;
    try {
        const made = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(tempOf(work.env), 'fetch-lock-cache-'));
        room = made;
        const late = new Error(`it took longer than ${(0,base_duration/* formatDuration */.a)(cache_limitMs)}.`);
        const timed = (limit) => act(made, { ...work, signal: AbortSignal.any([work.signal, limit]) });
        return await (0,base_clock/* within */.ux)(work.clock, cache_limitMs, timed, late);
    }
    catch (error) {
        work.signal.throwIfAborted();
        work.log.warning(`${trouble}: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}`);
        return undefined;
    }
    finally {
        if (room !== undefined)
            (0,external_node_fs_.rmSync)(room, { recursive: true, force: true });
    }
}
async function cache_send(errand, key, room, { env, clock, signal, courier }) {
    const silence = new AbortController();
    const callOff = clock.after(answerMs, () => silence.abort(new Error(`it gave no answer within ${(0,base_duration/* formatDuration */.a)(answerMs)}.`)));
    let end;
    let cause = '';
    const onLine = (line) => {
        cause = causeIn(line) ?? cause;
        if (!line.startsWith(word))
            return;
        end = line.slice(word.length);
        if (end === 'answered')
            callOff();
    };
    const either = AbortSignal.any([signal, silence.signal]);
    try {
        const options = { cwd: room, env: courierEnvironment(env, errand, room), clock, signal: either, limitMs: cache_limitMs, graceMs: 1000, onLine };
        const { isGone } = await run(process.execPath, [courier, errand, key], options);
        if (!isGone)
            throw new Error('the process that talks to it could not be killed.');
        either.throwIfAborted();
    }
    catch (error) {
        throw new Error([(0,errors/* messageOf */.bD)(error), cause && `Its last trouble: ${cause}.`].filter(Boolean).join(' '));
    }
    finally {
        callOff();
    }
    if (end === 'restored' || end === 'saved' || end === 'exists' || (end === 'none' && cause === ''))
        return end;
    if (errand === 'save' && cause.includes('(409)'))
        return 'exists';
    throw new Error(cause ? `${cause}.` : 'the cause is not known.');
}
const courierEnvironment = (env, errand, room) => ({
    ...env,
    ...{ GITHUB_WORKSPACE: room, RUNNER_TEMP: room, RUNNER_DEBUG: '' },
    TAR_OPTIONS: errand === 'restore' ? `'--to-command=cat > "$FETCH_LOCK_BUNDLE"'` : '',
    FETCH_LOCK_BUNDLE: (0,external_node_path_.join)(room, bundleName),
});
const causes = [
    /^courier: failed (.+)/,
    /^::(?:warning|error)[^:]*::(?:Failed to (?:restore|save): )?(.+)/,
    /^::debug::Failed to reserve cache: (.+)/,
    /^(Cache (?:save|restore) skipped: .+)/,
    /^Attempt \d+ of \d+ failed with error: (.+)\. Retrying /,
];
function causeIn(line) {
    const [, cause] = causes.map((it) => it.exec(line)).find((it) => it !== null) ?? [];
    return cause && (0,base_text/* withoutCredentials */.ri)(cause.replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1')).replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./lib/src/fetch/fencing/move.js










async function moveFence(site, guard, work, mover) {
    const { fleet, token } = mover.lock;
    const { id } = (0,lock_ticket/* decodeToken */.oL)(token) ?? {};
    if (!fleet || id === undefined)
        return undefined;
    const { hooks = '' } = mover;
    if (hooks !== '')
        demandHook(hooks);
    return visit(site, guard, work, async (visit) => {
        const giveBack = await takeTurn(site.guards, work.clock, work.signal);
        try {
            const object = await settleOn({ fence: fleet.fence, id, party: digestOf(mover.party) }, site, visit, mover);
            return { hooks, dir: site.guards, by: thisHost(), object };
        }
        finally {
            giveBack();
        }
    });
}
async function settleOn(mark, site, { git }, { lock }) {
    const found = await look(site, git);
    if (found?.mark.party === mark.party && (found.mark.id === mark.id || (await lock.ids()).includes(found.mark.id)))
        return found.object;
    const isLow = found !== undefined && found.mark.fence >= mark.fence;
    const fence = isLow ? await lock.raise(found.mark.fence) : mark.fence;
    if (fence === undefined)
        throw (0,lock_store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(site.path)}' was lost before anything was done under it.`);
    const [object = ''] = await git(['hash-object', '-w', '--stdin'], encodeMark({ ...mark, fence, ...(found ? { before: found.object } : {}) }));
    await past((0,external_node_path_.join)(site.guards, `${fenceName}.lock`), () => git([...quietly, 'update-ref', '--no-deref', fenceName, object, found?.object ?? '']));
    if (found?.mark.before !== undefined)
        await forget(found.mark.before, site.guards, git);
    return object;
}
const quietly = ['-c', 'core.logAllRefUpdates=false', '-c', 'core.filesRefLockTimeout=3000'];
async function past(lock, write) {
    const look = () => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(lock, { bigint: true }));
    const left = look();
    try {
        await write();
    }
    catch (error) {
        const now = look();
        if (!left || left.ino !== now?.ino || left.ctimeNs !== now.ctimeNs)
            throw error;
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)(lock));
        await write();
    }
}
async function look({ guards, path }, git) {
    dropBroken(guards, fenceName);
    const [head = '', line = ''] = await git(['cat-file', '--batch'], `${fenceName}\n`);
    const [object = '', type] = head.split(' ');
    const mark = type === 'blob' ? decodeMark(line) : undefined;
    if (mark)
        return { object, mark };
    if ((await git(['for-each-ref', '--format=%(objectname)', fenceName])).length === 0)
        return undefined;
    throw new errors/* FetchLockError */.qf('FL_BACKEND', {
        what: `'${fenceName}' in '${(0,base_text/* inert */.tJ)(path)}' says nothing that this version of fetch-lock understands.`,
        why: 'Whoever moves it there may not mean the same by it.',
        fix: `Use one version on all hosts. If nothing else does, take it away: \`git -C ${(0,base_text/* quoteForShell */.eC)(guards)} update-ref -d ${fenceName}\`.`,
    });
}
async function forget(object, dir, git) {
    const [head = '', line = ''] = await git(['cat-file', '--batch'], `${object}\n`);
    if (head.split(' ')[1] !== 'blob' || !decodeMark(line))
        return;
    (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(dir, 'objects', object.slice(0, 2), object.slice(2))) ?? true);
}
async function behind(dir, { object }, { clock, signal, isHeld }, act) {
    const giveBack = await takeTurn(dir, clock, signal);
    let now = dir;
    try {
        const found = fenceInFile(dir) ?? readPacked(dir, fenceName);
        if (!isHeld() || (found !== undefined && found !== object))
            throw overtaken(dir, 'making it anew');
        now = act();
    }
    finally {
        giveBack(now);
    }
}

;// CONCATENATED MODULE: ./lib/src/action/repositories/step.js




const ranks = ['none', 'present', 'joined', 'fetched'];
function noteFetch(step, how) {
    if (ranks.indexOf(how) > ranks.indexOf(step.fetched))
        step.fetched = how;
}
const grantOf = (scope, grants) => grants.find((it) => it.target.place.dir === scope.lock.dir);
function guardOf({ clock }, grant) {
    if (!grant?.lock)
        return { mode: 'shared', isHeld: () => true };
    const { lock, target, sinceMs, barrier } = grant;
    const since = (isElsewhere) => Math.max(0, ...lock.dirty.flatMap((it) => ((it.host !== undefined) === isElsewhere ? it.heldMs : [])));
    const [deadMs, lostMs] = [since(false), since(true)];
    const agoMs = clock.now() - sinceMs;
    return {
        ...{ token: lock.token, mode: target.mode, isHeld: lock.isHeld, whyLost: lock.whyLost },
        ...((0,liveness/* canSeeCarriers */.r5)() ? {} : { admit: (pid, signal) => admit(lock, pid, signal) }),
        ...(deadMs > 0 ? { deadForMs: deadMs + agoMs } : {}),
        ...(lostMs > 0 ? { lostForMs: lostMs + agoMs } : {}),
        ...(barrier ? { barrier } : {}),
    };
}
async function admit({ sign }, pid, signal) {
    const it = (0,liveness/* witnessOf */.XH)(pid);
    return it === undefined || sign(it, signal);
}
async function fence(step, scope, grant) {
    if (!grant?.lock?.fleet || grant.target.mode === 'shared' || !isThere(scope.guards))
        return;
    const { barrier: _, ...guard } = guardOf(step, grant);
    const barrier = await moveFence(scope, guard, workOf(step, grant), { lock: grant.lock, party: step.party, hooks: step.hooks });
    if (barrier)
        grant.barrier = barrier;
}
async function behindFence(step, scope, grant, act) {
    const { barrier } = grant;
    if (barrier)
        return behind(scope.guards, barrier, { ...step, isHeld: guardOf(step, grant).isHeld }, act);
    act();
}
const workOf = (step, grant) => ({
    ...{ env: step.runner.env, clock: step.clock, signal: step.signal, log: step.runner.log, policy: step.policy },
    ...{ limitMs: step.inputs.gitTimeoutMs, attempts: step.inputs.attempts },
    ...(step.credential ? { credential: step.credential } : {}),
    report: (event, detail) => grant?.report(event, detail),
    onNotice: (text) => {
        if (!step.told.has(text))
            step.runner.log.info(text);
        step.told.add(text);
    },
});
const visitOf = (step, scope, grant, act) => visit(scope, guardOf(step, grant), workOf(step, grant), act);
function gitOf(step, scope, grant) {
    const guard = guardOf(step, grant);
    const siteOf = (dir) => (dir === scope.guards ? scope : { path: scope.path, kind: 'directory', guards: dir, workDir: dir });
    const work = workOf(step, grant);
    const { log } = work;
    const quiet = { ...log, info: log.debug, group: (_, act) => act() };
    const { barrier: _, ...aside } = guard;
    return (argv, dir, isNetwork = false) => runAt(siteOf(dir), { argv, isNetwork }, dir === scope.guards ? guard : aside, isNetwork || argv[0] === 'fsck' ? work : { ...work, log: quiet });
}
const environmentUnder = ({ runner }, { lock }) => (lock ? { ...runner.env, [liveness/* tokenVariable */.Sj]: lock.token } : runner.env);

;// CONCATENATED MODULE: ./lib/src/action/repositories/mirrors.js












async function makeMirrors(step, stagings) {
    const { clock, runner, inputs } = step;
    const made = [];
    for (const scope of step.scopes.filter((it) => hasRepository(it) && !isThere(it.guards))) {
        const waitMs = inputs.lockTimeoutMs === 0 ? 0 : inputs.lockTimeoutMs + inputs.gitTimeoutMs;
        const grant = await askBeside(stagings, step, stagingTarget(scope, inputs, runner.workspace), waitMs, true);
        stagings.push(grant);
        if (isThere(scope.guards)) {
            await letGo(step, [grant]);
            grant.close();
            stagings.pop();
            continue;
        }
        const startedMs = clock.now();
        runner.log.info(`Making the mirror ${(0,base_text/* inert */.tJ)(scope.path)}, which is not there yet.`);
        const { cacheKey } = inputs;
        const lend = cacheKey === undefined ? undefined : (into) => restoreMirror(cacheKey, into, cacheWorkOf(step, grant));
        const how = await stage(scope.guards, inputs.url === undefined ? [] : sourceAt(inputs.url), gitOf(step, scope, grant), lend);
        made.push({ scope, how, durationMs: Math.round(clock.now() - startedMs) });
        noteMade(step, scope);
    }
    return made;
}
function publishMirrors({ scopes, inputs }, made, grants) {
    for (const { scope, how, durationMs } of made) {
        if (!publish(scope.guards))
            continue;
        const event = how === 'restored' ? 'mirror_restored' : 'mirror_created';
        grantOf(scope, grants)?.report(event, { duration_ms: durationMs, reason: how });
    }
    for (const { path, guards, workDir } of scopes.filter((it) => hasRepository(it) && needsGit(inputs))) {
        if (!isThere(guards) && isStaged(guards))
            publish(guards);
        if (!isThere(guards) || !isThere(workDir))
            throw new errors/* FetchLockError */.qf('FL_GIT', {
                what: `'${(0,base_text/* inert */.tJ)(path)}' was there when this step began, and is not there any more.`,
                why: 'Somebody took it away while this step waited for its lock.',
                fix: 'Run the job again; with `url`, a mirror that is not there is made.',
            });
    }
}
async function snapshotMirrors(step, made, grants) {
    const { inputs, runner } = step;
    for (const { scope, how } of made) {
        const grant = grantOf(scope, grants);
        if (inputs.cacheKey === undefined || how !== 'cloned' || !grant?.lock)
            continue;
        const snapshot = await snapshotMirror(scope.guards, cacheWorkOf(step, grant));
        if (snapshot !== undefined)
            saveSnapshot(runner, { key: inputs.cacheKey, snapshot, ticket: grant.target.id });
    }
}
const cacheWorkOf = (step, grant) => ({
    ...{ clock: step.clock, signal: step.signal, log: step.runner.log, courier: step.courier },
    env: environmentUnder(step, grant),
});
async function mend(step, scope, grant, failure) {
    const { log } = step.runner;
    if (!hintsAtDamage(failure, scope))
        return undefined;
    const dropped = dropBrokenRefs(scope);
    if (dropped.length === 0)
        return makeAnew(step, scope, grant, failure);
    log.warning(`Removed from ${(0,base_text/* inert */.tJ)(scope.path)}, since they said nothing: ${(0,base_text/* inert */.tJ)(dropped.join(', '))}.`);
    return 'refs';
}
async function makeAnew(step, scope, grant, failure) {
    await gitOf(step, scope, grant)(['version'], '/');
    const source = await sourceOf(scope, step.runner.env, failure, step.inputs.url);
    const extra = [];
    const trouble = await caught(makeAnewAlone(step, scope, grant, failure, source, extra));
    if (!isStillRunning(trouble))
        await caught(letGo(step, extra));
    for (const it of extra)
        it.close();
    if (trouble !== undefined)
        throw trouble;
    return 'sound';
}
async function makeAnewAlone(step, scope, grant, failure, source, extra) {
    const { clock, runner, inputs } = step;
    runner.log.warning(`${(0,base_text/* inert */.tJ)(scope.path)} seems to be damaged, and is looked at alone: ${failure.complaint}.`);
    const target = { ...grant.target, id: (0,lock_ticket/* newId */.Si)(), mode: 'exclusive', endsShared: false };
    if (grant.target.mode !== 'exclusive')
        extra.push(await askBeside([grant], step, target, inputs.lockTimeoutMs, true));
    const alone = extra[0] ?? grant;
    const trouble = await caught(fence(step, scope, alone));
    if (trouble !== undefined && !hintsAtDamage(trouble, scope))
        throw trouble;
    const git = gitOf(step, scope, alone);
    if (!(await isDamaged(scope, git)))
        return;
    extra.push(await askBeside([grant, ...extra], step, stagingTarget(scope, inputs, runner.workspace), 0, true));
    const startedMs = clock.now();
    const aside = await rebuild({ scope, source, clock, git, move: (act) => behindFence(step, scope, alone, act) });
    grant.report('mirror_rebuilt', { duration_ms: Math.round(clock.now() - startedMs), reason: failure.complaint });
    runner.log.warning(`The mirror ${(0,base_text/* inert */.tJ)(scope.path)} was damaged and has been made anew. The damaged one is ${(0,base_text/* inert */.tJ)(aside)}.`);
    noteMade(step, scope);
}
function noteMade(step, { guards }) {
    noteFetch(step, 'fetched');
    step.made.add(guards);
}

;// CONCATENATED MODULE: ./lib/src/action/repositories/wants.js









const isAllThere = ({ commits, refs }, missing) => commits.length > 0 && refs.length + missing.length === 0;
async function missingUnder(step, scope, grant) {
    const ticket = mayPin(scope, grant) ? grant?.target.id : undefined;
    const isTold = ticket !== undefined && grant?.lock?.dirty.length === 0;
    const isPinned = (commit) => isTold && hasRef(scope.guards, pinName(ticket, commit));
    const loose = step.wants.commits.filter((it) => !isPinned(it));
    if (loose.length === 0)
        return [];
    return visitOf(step, scope, grant, async ({ git }) => {
        const missing = await missingCommits(loose, git);
        const found = loose.filter((it) => !missing.includes(it));
        if (ticket !== undefined)
            await pin(found.map((commit) => ({ ticket, commit })), git);
        return missing;
    });
}
const mayPin = (scope, grant) => grant?.lock !== undefined && (grant.target.mode !== 'shared' || hasRoom(scope));
async function checkWants(step, grants) {
    const { wants, inputs } = step;
    if (wants.commits.length + wants.refs.length === 0)
        return;
    const repositories = new Map(step.scopes.filter(hasRepository).map((it) => [it.guards, it]));
    for (const scope of repositories.values()) {
        const grant = grantOf(scope, grants);
        const ticket = mayPin(scope, grant) ? grant?.target.id : undefined;
        const commits = await missingUnder(step, scope, grant);
        const pinned = async ({ git }) => {
            const found = await targetsOf(wants.refs, git);
            if (ticket !== undefined)
                await pin([...new Set(found.values())].map((commit) => ({ ticket, commit })), git);
            return found;
        };
        const targets = wants.refs.length > 0 ? await visitOf(step, scope, grant, pinned) : new Map();
        const missing = [...commits.map((commit) => ({ commit })), ...wants.refs.filter((it) => !targets.has(it)).map((ref) => ({ ref }))];
        if (missing.length > 0)
            throw lacking(scope.path, missing, lackOf(inputs));
    }
}
const lackOf = ({ mode, isAuto, commands }) => {
    if (mode === 'shared' && !isAuto)
        return 'shared';
    if (commands.length === 0)
        return 'not there';
    return commands.some((it) => it.isNetwork) ? 'not brought' : 'no fetch';
};
function notBrought({ wants }, scope, { complaint }) {
    const lost = [...wants.commits.map((commit) => ({ commit })), ...wants.refs.map((ref) => ({ ref }))];
    const named = lost.filter((it) => complaint.includes('commit' in it ? it.commit : it.ref));
    return lacking(scope.path, named.length > 0 ? named : lost, complaint.includes('unadvertised') ? 'by id' : 'not there');
}
const mostLooked = 500;
async function tidyPins(step, scope, grant, lock) {
    const asked = [{ id: grant.target.id, commits: step.wants.commits }, ...readErrands(await lock.errands())].filter((it) => it.commits.length > 0);
    if (asked.length === 0 && !hasPins(scope))
        return;
    const pins = asked.flatMap(({ id, commits }) => commits.map((commit) => ({ ticket: id, commit })));
    const isPinned = ({ ticket, commit }) => hasRef(scope.guards, pinName(ticket, commit));
    const trouble = await caught(visitOf(step, scope, grant, async ({ git }) => {
        const commits = [...new Set(pins.map((it) => it.commit))].slice(0, mostLooked);
        const missing = new Set(await missingCommits(commits, git));
        const found = new Set(commits.filter((it) => !missing.has(it)));
        await drop(pins.filter((it) => !found.has(it.commit) && isPinned(it)), git);
        await pin(pins.filter((it) => found.has(it.commit) && !isPinned(it)), git);
        if (lock.fleet || !hasRef(scope.guards, fenceName))
            await sweepPins(lock.ids, git);
    }));
    if (trouble === undefined)
        return;
    for (const { id } of asked)
        unpin(id, scope);
    step.signal.throwIfAborted();
    step.runner.log.debug(`The pins were not looked through: ${(0,errors/* messageOf */.bD)(trouble)}`);
}
function unpinAll(grants) {
    for (const { target } of grants)
        if (target.hasPins)
            unpin(target.id, target.place);
}

;// CONCATENATED MODULE: ./lib/src/action/repositories/commands.js















async function lookAhead(step) {
    if (!hasFetch(step))
        return;
    for (const target of step.targets) {
        const left = [];
        const all = [];
        let [isSeen, isDone] = [false, step.inputs.isAuto];
        for (const scope of step.scopes.filter((it) => it.lock.dir === target.place.dir && hasRepository(it) && isThere(it.guards))) {
            const pieces = await lookAheadIn(step, scope, target.id);
            all.push(step.outlooks.get(scope.workDir)?.pieces);
            const known = { ...ledgerOf(step, scope), asked: step.askedAt };
            isSeen = true;
            isDone &&= pieces?.every(({ demands }) => demands && findFetches(demands, known)) ?? false;
            left.push(...(pieces ?? []));
        }
        if (left.length > 0)
            target.errand = errandOf(left, step.wants);
        const purpose = target.place.fleet === undefined || !isSeen || mayDoMore(step, target) ? undefined : purposeOf(all, step.wants);
        if (purpose !== undefined)
            target.purpose = purpose;
        if (isSeen && isDone)
            Object.assign(target, { mode: 'shared', endsShared: false });
    }
}
const mayDoMore = ({ inputs }, { mode, endsShared }) => mode !== 'shared' && !endsShared && inputs.hold === 'job';
async function lookAheadIn(step, scope, ticket) {
    const outlook = await commands_lookAt(step, scope, undefined).catch((error) => {
        step.signal.throwIfAborted();
        if (error instanceof errors/* FetchLockError */.qf)
            return undefined;
        throw error;
    });
    if (!outlook)
        return undefined;
    step.outlooks.set(scope.workDir, outlook);
    return isReader(step) ? [] : piecesLeft(outlook, step.wants, outlook.missing, ticket, scope);
}
const isReader = ({ inputs }) => inputs.mode === 'shared' && !inputs.isAuto;
const hasFetch = ({ inputs, wants }) => wants.commits.length + wants.refs.length > 0 || inputs.commands.some((it) => it.isNetwork);
const commands_lookAt = (step, scope, grant) => visitOf(step, scope, grant, async ({ entries, git }) => {
    const missing = await missingCommits(step.wants.commits, git);
    return outlookOf(step.inputs.commands, { entries, missing }, scope);
});
const ledgerOf = ({ inputs, clock }, { guards, lock }) => ({
    ...{ guards, maxAgeMs: inputs.maxAgeMs, now: (seq) => momentOf(seq, clock) },
    ledger: openLedger(lock.dir, guards),
});
async function runCommands(step, grants) {
    const repositories = new Map(step.scopes.filter(hasRepository).map((it) => [it.workDir, it]));
    for (const scope of repositories.values()) {
        const grant = grantOf(scope, grants);
        const isHeld = () => grants.every((it) => it.lock?.isHeld() ?? true);
        const { ledger } = ledgerOf(step, scope);
        try {
            let isSound = false;
            for (let turn = 1;; turn += 1) {
                const failure = await caught(serve(step, scope, { grant, isHeld, isSound }));
                if (failure === undefined)
                    break;
                const found = grant?.lock && !isSound && turn <= mostTurns ? await mend(step, scope, grant, failure) : undefined;
                if (!found)
                    throw failure;
                ledger.clear();
                isSound = found === 'sound';
            }
        }
        finally {
            if (grant?.lock && mayDoMore(step, grant.target))
                ledger.clear();
        }
    }
}
const mostTurns = 2;
async function serve(step, scope, hold) {
    const { inputs, wants, outlooks } = step;
    const { grant } = hold;
    await fence(step, scope, grant);
    const outlook = outlooks.get(scope.workDir) ??
        (hasFetch(step) ? await commands_lookAt(step, scope, grant) : outlookOf(inputs.commands, { entries: [], missing: [] }, scope));
    const missing = await missingUnder(step, scope, grant);
    const pieces = isReader(step) ? [] : piecesLeft(outlook, wants, missing, grant?.target.id ?? (0,lock_ticket/* newId */.Si)(), scope);
    if (isAllThere(wants, missing) && (inputs.commands.length === 0 || pieces.length < outlook.pieces.length))
        tellPresent(step, scope, grant, outlook);
    if (pieces.length === 0)
        return;
    const extra = [];
    const trouble = await caught(runPieces(step, scope, hold, pieces, extra));
    if (!isStillRunning(trouble))
        await caught(letGo(step, extra));
    for (const it of extra)
        it.close();
    if (trouble !== undefined)
        throw trouble;
}
const doWithout = new Error('The lock was not had, and is done without.');
async function runPieces(step, scope, { grant, isHeld, isSound }, pieces, extra) {
    const shared = ledgerOf(step, scope);
    if (!grant?.lock)
        return runWithout(pieces);
    const asked = { ...step.askedAt, seq: (0,lock_ticket/* decodeToken */.oL)(grant.lock.token)?.seq ?? 0 };
    const sharing = {
        ...{ ...shared, asked, lock: grant.lock, strengthen, job: step.job, run },
        onMerging: (others) => step.runner.log.info(sayMerged(scope.path, others)),
        onAlone: (complaint) => step.runner.log.info(sayAlone(scope.path, complaint)),
    };
    for (const [index, piece] of pieces.entries()) {
        const trouble = await caught(explained(runPiece(step, scope, grant, piece, sharing), piece));
        if (trouble === doWithout)
            return runWithout(pieces.slice(index));
        if (trouble !== undefined)
            throw trouble;
    }
    async function strengthen() {
        const { inputs, outcome } = step;
        if (grant?.target.mode === 'shared' && extra.length === 0)
            extra.push(await ask_ask(step, { ...grant.target, id: (0,lock_ticket/* newId */.Si)(), mode: inputs.mode }, Math.max(0, inputs.lockTimeoutMs - outcome.waitedMs)));
        if (extra[0] && !extra[0].lock)
            throw doWithout;
        await fence(step, scope, extra[0]);
        return extra[0]?.lock;
    }
    async function runWithout(some) {
        const forget = () => caught(Promise.resolve().then(shared.ledger.clear));
        step.outcome.isLocked = false;
        await forget();
        try {
            for (const piece of some) {
                await explained(run(piece.task), piece);
                if (piece.task.isNetwork)
                    noteFetch(step, 'fetched');
            }
        }
        finally {
            await forget();
        }
    }
    function explained(work, { task }) {
        return work.catch((error) => {
            const isOurs = task.text === undefined && error instanceof GitFailed && error.fault === 'missing ref';
            throw isOurs ? notBrought(step, scope, error) : error;
        });
    }
    function run(task, merged = 0, isOnlyTried = false) {
        const work = workOf(step, extra[0] ?? grant);
        const report = (event, detail) => work.report(event, { ...detail, ...(merged > 0 ? { merged } : {}) });
        const guard = { ...guardOf(step, extra[0] ?? grant), isHeld: () => isHeld() && (extra[0]?.lock?.isHeld() ?? true) };
        return runUnderLock(task, scope, guard, { ...work, report, isSound, ...(isOnlyTried ? { attempts: 1 } : {}) });
    }
}
async function runPiece(step, scope, grant, { task, demands }, sharing) {
    if (!demands) {
        await runAlone(task, sharing);
        if (task.isNetwork)
            noteFetch(step, 'fetched');
        return;
    }
    const by = await fetchOnce(task, demands, sharing);
    if (by.length > 0)
        return tellJoined(step, scope, grant, task, by, sharing.asked.seq);
    noteFetch(step, 'fetched');
    await tidyPins(step, scope, grant, sharing.lock);
}
function tellJoined(step, scope, grant, task, by, askedSeq) {
    const others = by.filter(({ ticket }) => !step.asked.some(({ id }) => id === ticket));
    const [other] = others;
    if (!other) {
        step.runner.log.info(`This step has fetched that already: \`${task.text ?? 'what is wanted'}\` is not run.`);
        return;
    }
    noteFetch(step, 'joined');
    const ageMs = other.began.seq < askedSeq ? Math.max(0, step.askedAt.at - other.began.at) : undefined;
    grant.report('fetch_joined', {
        ...{ holder: other.job, reason: 'it did what was asked for' },
        ...(task.text === undefined ? {} : { argv: ['git', ...task.argv.map(base_text/* withoutCredentials */.ri)] }),
        ...(ageMs === undefined ? {} : { age_ms: Math.round(ageMs) }),
    });
    step.runner.log.info(sayJoined(scope.path, task.text, other.job, ageMs));
}
function tellPresent(step, scope, grant, { missing }) {
    const { log } = step.runner;
    const seq = (0,lock_ticket/* decodeToken */.oL)(grant?.lock?.token ?? '')?.seq ?? Number.POSITIVE_INFINITY;
    const by = missing.length > 0
        ? ledgerOf(step, scope)
            .ledger.read()
            .findLast((it) => it.endedSeq >= seq)
        : undefined;
    noteFetch(step, by ? 'joined' : 'present');
    if (by) {
        grant?.report('fetch_joined', { holder: by.job, reason: 'what is wanted came with it' });
        log.info(sayJoined(scope.path, undefined, by.job));
    }
    else {
        if (!step.made.has(scope.guards))
            grant?.report('fetch_skipped', { reason: 'what is wanted was there' });
        log.info(sayPresent(scope.path, step.wants.commits.length));
    }
}

;// CONCATENATED MODULE: ./lib/src/action/hold.js





























async function hold(runner, host) {
    const outcome = {
        ...{ result: 'unavailable', waitedMs: 0, hasSummary: !/^false$/i.test(given_inputOf(runner.env, 'summary')), isQuiet: true, dirty: [] },
        ...{ isLocked: false, position: 0 },
    };
    let step;
    let policy;
    try {
        policy = readPolicy();
        const inputs = readInputsUnder(policy, runner.env, 'main');
        outcome.hasSummary = inputs.hasSummary;
        if (isOverruled(policy, runner.env))
            runner.log.info(`Input \`fail-closed\` counts for nothing here: '${policyPath}' has it always.`);
        if (inputs.token !== undefined)
            for (const it of secretsOf(inputs.token))
                runner.hide(it);
        for (const it of inputs.redis?.secrets ?? [])
            runner.hide(it);
        if (inputs.metricsFile !== undefined)
            saveMetricsFile(runner, (0,external_node_path_.resolve)(runner.workspace, inputs.metricsFile));
        step = await plan(runner, host, inputs, policy, outcome);
        await holdAll(step);
    }
    catch (error) {
        if (!step && error instanceof errors/* FetchLockError */.qf)
            reportRefusal(runner, policy, error.code);
        outcome.failure = (0,errors/* messageOf */.bD)(error);
        runner.fail(error);
    }
    finally {
        hold_publish(runner, outcome, step);
    }
    if (step?.inputs.hold === 'step' && step.inputs.metricsFile !== undefined && !host.signal.aborted) {
        const places = step.asked.map((it) => it.place);
        const { writeMetrics } = await __nccwpck_require__.e(/* import() */ 300).then(__nccwpck_require__.bind(__nccwpck_require__, 8300));
        await writeMetrics(runner, host.clock, places, (0,external_node_path_.resolve)(runner.workspace, step.inputs.metricsFile));
    }
}
const hold_refusals = ['FL_NOT_A_REPO', 'FL_POLICY'];
function reportRefusal({ env, log }, policy, code) {
    if (!hold_refusals.includes(code))
        return;
    const common = { path: given_inputOf(env, 'path'), job: identifyJob(env), pid: process.pid };
    hostReport(policy?.hostJournal, common, log)('lock_unavailable', { decision: 'deny', code });
}
async function plan(runner, { clock, signal, keeper, courier, hooks }, inputs, policy, outcome) {
    const { scopes, targets } = await planStep(inputs, runner.workspace, runner.env);
    for (const it of scopes)
        refuseOutside(policy, it);
    if (needsGit(inputs))
        for (const it of scopes)
            isForeign(it, policy, runner.env);
    for (const it of scopes.filter((one) => hasRepository(one) && isThere(one.guards)))
        refuseDeepening(it, inputs.commands);
    const worker = findWorker();
    const origins = httpsOrigins([runner.env.GITHUB_SERVER_URL, inputs.url, ...inputs.commands.flatMap((it) => it.argv)]);
    const overdue = new AbortController();
    const { party, isNew } = partyOf(runner.env);
    if (isNew)
        runner.shareWithJob(partyVariable, party);
    return {
        ...{ runner, clock, keeper, courier, hooks, inputs, policy, overdue, outcome, scopes, targets, asked: [], party, fetched: 'none' },
        ...{ wants: sortWants(inputs.wants), askedAt: momentOf(0, clock), outlooks: new Map(), told: new Set(), made: new Set() },
        ...(inputs.token === undefined ? {} : { credential: { token: inputs.token, origins } }),
        signal: AbortSignal.any([signal, untilGone(worker, clock), overdue.signal]),
        ...{ job: identifyJob(runner.env), notebook: openNotebook(runner.env), ...(worker ? { worker } : {}) },
    };
}
function hold_publish(runner, outcome, step) {
    const { result, waitedMs, hasSummary, isQuiet, dirty, failure } = outcome;
    saveOutcome(runner, { result, waitedMs, hasSummary, isQuiet, dirty, ...(failure === undefined ? {} : { failure }) });
    const scopes = step?.scopes ?? [];
    const outputs = {
        locked: outcome.isLocked,
        result,
        'waited-ms': waitedMs,
        'queue-position': outcome.position,
        fetched: step?.fetched ?? 'none',
        'git-dir': scopes.map((it) => (hasRepository(it) ? it.guards : '')).join('\n'),
        'lock-dir': scopes.map((it) => it.lock.dir).join('\n'),
        dirty: dirty.length > 0,
    };
    for (const [name, value] of Object.entries(outputs))
        runner.setOutput(name, String(value));
}
async function holdAll(step) {
    const { outcome } = step;
    const [stagings, grants] = [[], []];
    try {
        const made = await makeMirrors(step, stagings);
        await lookAhead(step);
        outcome.result = 'acquired';
        await lockAll(step, stagings, grants, made);
        outcome.isLocked = grants.every((it) => it.lock);
        await letGo(step, stagings);
        await useLocks(step, grants, made);
    }
    catch (error) {
        outcome.isQuiet = !isStillRunning(error);
        if (outcome.isQuiet)
            await caught(letGo(step, stagings));
        const code = error instanceof errors/* FetchLockError */.qf ? error.code : undefined;
        if (code === 'FL_CANCELLED')
            outcome.result = 'cancelled';
        const isRefused = outcome.result !== 'acquired' && outcome.result !== 'bypassed';
        if (isRefused || code === 'FL_LOST')
            outcome.isLocked = false;
        throw error;
    }
    finally {
        for (const it of [...stagings, ...grants])
            it.close();
    }
}
async function lockAll(step, stagings, grants, made) {
    const untilMs = step.clock.now() + step.inputs.lockTimeoutMs;
    try {
        for (const it of step.targets) {
            const leftMs = Math.max(0, untilMs - step.clock.now());
            grants.push(await askBeside([...stagings, ...grants], step, it, leftMs));
        }
        publishMirrors(step, made, grants);
    }
    catch (error) {
        await caught(letGo(step, grants));
        throw error;
    }
}
async function useLocks(step, grants, made) {
    const { inputs, signal } = step;
    const held = grants.flatMap((it) => (it.lock ? [{ ...it, lock: it.lock }] : []));
    const keeping = inputs.hold === 'job' && held.length > 0 ? caught(handOver(step, grants)) : undefined;
    const gitFailure = await caught(runCommands(step, grants));
    const isQuiet = !isStillRunning(gitFailure);
    const wantFailure = gitFailure === undefined && !signal.aborted ? await caught(checkWants(step, grants)) : undefined;
    const downgradeFailure = isQuiet && !signal.aborted ? await caught(downgrade(step, grants)) : undefined;
    const snapshotFailure = gitFailure === undefined ? await caught(snapshotMirrors(step, made, grants)) : undefined;
    const keeperFailure = await keeping;
    const lost = held.find((it) => !it.lock.isHeld());
    let failure = gitFailure ??
        (signal.aborted
            ? signal.reason
            : (keeperFailure ??
                wantFailure ??
                downgradeFailure ??
                snapshotFailure ??
                (lost && (0,lock_store/* takenAway */.GX)(`The lock on '${(0,base_text/* inert */.tJ)(lost.target.path)}' was lost before the step ended.`, lost.lock.whyLost()))));
    const isKept = keeping !== undefined && keeperFailure === undefined && !signal.aborted;
    if (!isKept && isQuiet) {
        if (failure === undefined)
            for (const it of held)
                await it.lock.settle();
        unpinAll(grants);
        const trouble = await caught(letGo(step, grants));
        failure ??= trouble;
    }
    if (failure !== undefined)
        throw failure;
}
function handOver(step, grants) {
    const charge = {
        grants: grants.flatMap(({ lock, target: { place, path, mode }, sinceMs }) => lock ? [{ place, path, mode, token: lock.token, heldMs: step.clock.now() - sinceMs }] : []),
        job: step.job,
        ...(step.inputs.redis ? { redis: step.inputs.redis } : {}),
        ...(step.policy.maxHoldMs === undefined ? {} : { limit: { ms: step.policy.maxHoldMs, reason: heldTooLongReason } }),
        ...(step.worker ? { worker: step.worker } : {}),
    };
    return instruct(startHelper(step.keeper, keeperEnvironment(step.runner.env)), charge, step);
}
async function downgrade({ clock, runner }, grants) {
    for (const { lock, target, report, sinceMs } of grants) {
        if (!target.endsShared || !(await lock?.downgrade()))
            continue;
        report('lock_downgraded', { mode: 'shared', held_ms: Math.round(clock.now() - sinceMs) });
        runner.log.debug(sayDowngraded(target.path, target.mode));
    }
}


/***/ }),

/***/ 77555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ji: () => (/* binding */ createRunner),
  qG: () => (/* binding */ leave),
  c8: () => (/* binding */ untilCancelled)
});

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(70857);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(79896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(16928);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
;// CONCATENATED MODULE: ./lib/src/action/runner.js



const log = {
    debug: (text) => debug((0,base_text/* disarm */.Jt)(text)),
    info: (text) => info((0,base_text/* disarm */.Jt)(text)),
    warning: (text) => warning((0,base_text/* disarm */.Jt)(text)),
    group: (title, act) => group((0,base_text/* disarm */.Jt)(title), act),
};
function createRunner() {
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => { });
    const env = Object.fromEntries(Object.entries(process.env).filter((pair) => pair[1] !== undefined));
    return {
        env,
        workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
        log,
        hide: setSecret,
        setOutput: setOutput,
        saveState: saveState,
        shareWithJob: (name, value) => {
            if (env.GITHUB_ENV)
                exportVariable(name, value);
        },
        readState: (name) => {
            try {
                return JSON.parse(getState(name));
            }
            catch {
                return undefined;
            }
        },
        writeSummary: async (markdown) => (await __nccwpck_require__.e(/* import() */ 438).then(__nccwpck_require__.bind(__nccwpck_require__, 95438))).writeSummary(markdown),
        fail: (error) => {
            setFailed((0,base_text/* disarm */.Jt)((0,errors/* messageOf */.bD)(error)));
            if (!(error instanceof errors/* FetchLockError */.qf) && error instanceof Error)
                info((error.stack ?? '').split('\n').map(base_text/* disarm */.Jt).join('\n'));
        },
    };
}
function untilCancelled() {
    const cancelled = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(name, () => cancelled.abort(new errors/* FetchLockError */.qf('FL_CANCELLED', {
            what: `The step was told to stop (${name}).`,
            why: 'The job was cancelled or its time was up.',
        })));
    }
    return cancelled.signal;
}
function leave() {
    setTimeout(() => process.exit(), 200).unref();
}


/***/ }),

/***/ 63148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Tu: () => (/* binding */ atMost),
/* harmony export */   Wh: () => (/* binding */ unlessAborted),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(56620);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);


const startedNs = process.hrtime.bigint();
const now = () => Number(process.hrtime.bigint() - startedNs) / 1e6;
const systemClock = {
    now,
    wall: () => Date.now(),
    after: (ms, act) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
    },
    every: (ms, act) => {
        let timer;
        const setNext = () => {
            const leftMs = ms - (now() % ms);
            timer = setTimeout(() => {
                setNext();
                act();
            }, leftMs < ms / 2 ? leftMs + ms : leftMs).unref();
        };
        setNext();
        return () => clearTimeout(timer);
    },
};
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
function atMost(clock, ms, work) {
    return new Promise((resolve, reject) => {
        const callOff = clock.after(ms, () => resolve(undefined));
        work.then(resolve, reject).finally(callOff);
    });
}
function unlessAborted(signal, work) {
    return new Promise((resolve, reject) => {
        const end = () => reject(signal.reason);
        if (signal.aborted)
            end();
        signal.addEventListener('abort', end, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
    });
}
async function within(clock, ms, act, reason = late(ms)) {
    const limit = new AbortController();
    const callOff = clock.after(ms, () => limit.abort(typeof reason === 'function' ? reason() : reason));
    try {
        return await act(limit.signal);
    }
    finally {
        callOff();
    }
}
const late = (ms) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', { what: `It took longer than ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(ms)}.` });


/***/ }),

/***/ 56620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(33875);


const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longest = 2 ** 31 - 1;
function parseDuration(input, text) {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
    const ms = text === '0' ? 0 : match ? Math.round(Number(match[1]) * units[match[2]]) : Number.NaN;
    if (ms <= longest)
        return ms;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FetchLockError */ .qf('FL_INPUT', {
        what: `${input.startsWith('-') ? 'Option' : 'Input'} \`${input}\` is '${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(text)}', which is not a duration.`,
        fix: 'Write a number with ms, s, m or h, such as 30s or 5m, up to 596h; a bare 0 is zero.',
    });
}
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
function errnoOf(error) {
    if (typeof error !== 'object' || error === null || error instanceof FetchLockError)
        return undefined;
    return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
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

/***/ 51002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   er: () => (/* binding */ mostElsewhere),
/* harmony export */   o5: () => (/* binding */ isJob),
/* harmony export */   qF: () => (/* binding */ formatEvent),
/* harmony export */   wj: () => (/* binding */ parseEvent)
/* harmony export */ });
/* unused harmony exports eventNames, lineStart */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(33875);

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
const mostElsewhere = 8;
const lineStart = '{"v":1,';
const mostBytes = 16_384;
function formatEvent({ v, ...event }) {
    const whole = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertJson */ .nl)(JSON.stringify({ v, ...event }));
    if (Buffer.byteLength(whole) <= mostBytes)
        return whole;
    const lines = [1000, 200, 40].map((most) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inertJson */ .nl)(JSON.stringify(cutTexts({ v, ...event }, most), knownKeys)));
    return lines.find((it) => Buffer.byteLength(it) <= mostBytes) ?? lines.at(-1) ?? '';
}
const mostWords = 20;
function cutTexts(value, most) {
    if (typeof value === 'string')
        return value.length > most ? `${value.slice(0, most - 1).replace(/\p{Cs}$/u, '')}\u2026` : value;
    if (Array.isArray(value))
        return value.slice(0, mostWords).map((it) => cutTexts(it, most));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, cutTexts(it, most)]));
}
const parseEvent = (line) => parseWhole(line) ?? parseWhole(line.slice(Math.max(0, line.lastIndexOf(lineStart))));
function parseWhole(line) {
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
const knownKeys = ['v', 'ts', 'event', 'decision', 'network', 'argv', 'job', 'holder', 'elsewhere', ...textKeys, ...numberKeys, ...jobKeys];
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
        numberKeys.every((key) => it[key] === undefined || isBelievable(it[key])) &&
        (it.network === undefined || typeof it.network === 'boolean') &&
        (it.elsewhere === undefined || (Array.isArray(it.elsewhere) && it.elsewhere.every(isElsewhere))) &&
        [it.job, it.holder].every((job) => job === undefined || mayBeJob(job)));
}
function isElsewhere(read) {
    if (typeof read !== 'object' || read === null)
        return false;
    const it = read;
    return (typeof it.ticket === 'string' &&
        typeof it.mode === 'string' &&
        mayBeJob(it.job) &&
        (it.held_ms === undefined || isBelievable(it.held_ms)));
}
const greatest = 1e14;
const isBelievable = (read) => typeof read === 'number' && Math.abs(read) <= greatest;
const mayBeJob = (read) => typeof read === 'object' &&
    read !== null &&
    !Array.isArray(read) &&
    jobKeys.every((key) => ['undefined', 'string'].includes(typeof read[key]));
const isJob = (read) => typeof read === 'object' && read !== null && !Array.isArray(read) && Object.values(read).every((value) => typeof value === 'string');


/***/ }),

/***/ 83664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  n: () => (/* binding */ randomHex)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: external "node:module"
const external_node_module_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
;// CONCATENATED MODULE: ./lib/src/base/system/random.js



const path = '/dev/urandom';
const deviceNumber = 0x109;
function randomHex(bytes, device = path) {
    const buffer = Buffer.alloc(bytes);
    const isRead = process.platform === 'linux' && (0,errors/* orNothing */.bR)(() => readDevice(device, buffer)) === true;
    return (isRead ? buffer : randomBytes(bytes)).toString('hex');
}
function readDevice(device, buffer) {
    const fd = (0,external_node_fs_.openSync)(device, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    try {
        return (0,external_node_fs_.fstatSync)(fd).rdev === deviceNumber && (0,external_node_fs_.readSync)(fd, buffer) === buffer.length;
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
const randomBytes = (bytes) => (0,external_node_module_namespaceObject.createRequire)(import.meta.url)('node:crypto').randomBytes(bytes);


/***/ }),

/***/ 33875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ isPlain),
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nl: () => (/* binding */ inertJson),
/* harmony export */   ri: () => (/* binding */ withoutCredentials),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony exports inertMarkdown, renderJson, quoteExactly, toWord */
const isPlain = (text) => /^[ -~]*$/.test(text);
const disarm = (text) => (isPlain(text) ? text : text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\p{Cf}|\p{Co}|\p{Cs}/gu, ''))
    .replace(/##(?=\[)/g, '# #')
    .replace(/::/g, ': :');
function inert(text, most = 300) {
    const whole = disarm(text).trim();
    if (whole.length <= most)
        return whole;
    return `${whole
        .slice(0, most - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}\u2026`;
}
const inertMarkdown = (text, most = 120) => inert(text, most)
    .replace(/[\\`*_{}[\]<>()#+!|~@&$:-]/g, (sign) => `&#${sign.codePointAt(0)};${'@#'.includes(sign) ? '&#8203;' : ''}`)
    .replace(/www|gh(?=&#45;)/gi, '$&&#8203;');
const inertJson = (json) => json.replace(/[^\P{C}\n]|\p{Zl}|\p{Zp}/gu, escapeSign).replace(/##(?=\[)/g, `#${escapeSign('#')}`);
const escapeSign = (sign) => [...Array(sign.length).keys()].map((it) => `\\u${sign.charCodeAt(it).toString(16).padStart(4, '0')}`).join('');
const renderJson = (document) => `${inertJson(JSON.stringify(document, null, 2))}\n`;
const withoutCredentials = (text) => text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)\S*@/gi, '$1');
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const quoteExactly = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const toWord = (text) => /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) && disarm(text) === text ? text : quoteForShell(text);
function quoteForShell(text) {
    if (/[\0\uFFFD]|\p{Cs}|\n$/u.test(text))
        return `"\${this_name_cannot_be_typed:?}"`;
    if (inert(text, text.length) === text)
        return quoteExactly(text);
    const octal = (sign) => [...new TextEncoder().encode(sign)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
    return `"$(printf '%b' '${text.replace(/[\\'#:]|\p{C}|\p{Zl}|\p{Zp}/gu, octal)}')"`;
}


/***/ }),

/***/ 51986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ complaintOf),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   gn: () => (/* binding */ tooSlow)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(33875);



const reach = 'Start it, or check `redis-url` and the network between.';
const account = 'Check user and password in `redis-url`; special signs in them are percent-encoded.';
const trust = 'Use a certificate this host trusts, and name its authority with NODE_EXTRA_CA_CERTS.';
const known = [
    [
        /^WRONGPASS|invalid (username-)?password|^ERR AUTH|without any password configured/i,
        'It does not accept the user or password.',
        account,
    ],
    [/NOAUTH/, 'It wants a user and a password.', 'Give them: redis://USER:PASSWORD@HOST:PORT.'],
    [
        /^NOPERM|no permissions|ACL failure|can't run this command/i,
        'This user may not do what a lock needs.',
        'Grant it: +@all -@admin -@dangerous +info, ~fetch-lock:* and &fetch-lock:* .',
    ],
    [/READONLY/, 'It is a read-only replica.', 'Point `redis-url` at the primary.', 'may pass'],
    [/^OOM|used memory/, 'Its memory is full.', 'Raise its `maxmemory`, or remove other data from it.', 'may pass'],
    [/^MISCONF/, 'It cannot write its data to disk, and so takes no more.', 'Free space on its disk, and look into its log.', 'may pass'],
    [/^LOADING/, 'It is still loading its data.', 'Wait until it has.', 'may pass'],
    [/^MASTERDOWN|^NOREPLICAS/, 'It has lost its primary or its replicas.', 'Wait until another takes over, or repair it.', 'may pass'],
    [/^CLUSTERDOWN|^TRYAGAIN|^ASK /, 'Its cluster is not whole.', 'Wait until it is, or repair it.', 'may pass'],
    [
        /^MOVED|CROSSSLOT/,
        'It is one node of a cluster, and keeps this lock on another.',
        'Give the address of a Redis that is no cluster, or of a proxy in front of it.',
    ],
    [/^BUSY/, 'It is busy with a script of somebody else.', 'Wait, or end that script: redis-cli SCRIPT KILL.', 'may pass'],
    [/max number of clients/, 'It has as many clients as it takes.', 'Raise its `maxclients`.', 'may pass'],
    [
        /numbers of this lock are used up/,
        'The numbers of this lock are used up: somebody has written one that is too great.',
        'Give another `lock-name`.',
    ],
    [/WRONGTYPE/, 'Something else is stored under the names of this lock.', 'Give another `lock-name`, or another database of this Redis.'],
    [
        /unknown command|unsupported|NOPROTO|INFO tells no run_id/i,
        'It lacks a command that a lock needs.',
        'Use Redis 6.2 or newer, or Valkey.',
    ],
    [/ECONNREFUSED|ENOENT|ENOTDIR|ENOTSOCK/, 'Nothing listens there.', reach, 'may pass'],
    [/EACCES|EPERM/, 'Permission is denied.', "Let this user into the socket's group: `unixsocketperm` of its configuration."],
    [/ENOTFOUND|EAI_AGAIN/, 'The name of its host is not known here.', 'Check `redis-url` and the name service.', 'may pass'],
    [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN/, 'There is no way to it.', reach, 'may pass'],
    [/CERT|certificate|self.signed|altname/i, 'Its certificate is not trusted.', trust],
    [
        /wrong version number|ERR_SSL|EPROTO|tls/i,
        'It does not speak TLS as we do.',
        'Write redis:// if it speaks no TLS, rediss:// if it does.',
    ],
    [
        /Unknown RESP type|Unexpected answer|Invalid RESP|Protocol error/i,
        'What answers there is no Redis, or wants TLS.',
        'Check host and port in `redis-url`; write rediss:// if it wants TLS.',
    ],
    [
        /ECONNRESET|EPIPE|closed unexpectedly|client is closed|offline|disconnects/i,
        'The connection was cut, or what answers there is no Redis.',
        'Look into its log, and check host and port in `redis-url`; write rediss:// if it wants TLS.',
        'may pass',
    ],
    [
        /ETIMEDOUT|timeout|did not answer/i,
        'It did not answer in time.',
        'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
        'may pass',
    ],
];
const passing = new WeakSet();
const mayPass = (error) => error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf && passing.has(error);
function complaintOf(address, error) {
    if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf)
        return error;
    const said = wordsOf(error);
    const [, why, fix, passes] = known.find(([pattern]) => pattern.test(said)) ?? [
        undefined,
        `It says: ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_2__/* .inert */ .tJ)(withoutSecrets(said, address), 160).replace(/\.$/, '')}.`,
        'Look into its log.',
    ];
    return refuse(address, { why, fix }, passes !== undefined);
}
const tooSlow = (address, limitMs) => refuse(address, {
    why: `It has not decided for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)} who gets the lock.`,
    fix: 'Look whether it runs, and what it is busy with: redis-cli SLOWLOG GET.',
});
function refuse(address, { why, fix }, passes = false) {
    const told = new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_BACKEND', {
        what: `The Redis at ${address.shown} cannot be used.`,
        ...(why ? { why } : {}),
        ...(fix ? { fix: fix.replaceAll('`redis-url`', `\`${address.givenAs}\``) } : {}),
    });
    if (passes)
        passing.add(told);
    return told;
}
function wordsOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? `${error.code} ` : '';
    const inner = error instanceof AggregateError && error.errors.length > 0 ? wordsOf(error.errors[0]) : '';
    return `${code === '' ? '' : code}${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}${inner ? ` ${inner}` : ''}${isNamed(error) ? ` ${error.constructor.name}` : ''}`;
}
const isNamed = (error) => error instanceof Error && /^(Connection|Socket)?Timeout/.test(error.constructor.name);
const withoutSecrets = (text, { secrets, user }) => [...secrets, ...(user ? [user] : [])].reduce((left, it) => left.replaceAll(it, '***'), text);


/***/ }),

/***/ 34033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   Cy: () => (/* binding */ move),
/* harmony export */   Et: () => (/* binding */ lastSeq),
/* harmony export */   Ib: () => (/* binding */ standingAt),
/* harmony export */   Ng: () => (/* binding */ readCrashed),
/* harmony export */   UV: () => (/* binding */ stagedIn),
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   XT: () => (/* binding */ writeRequest),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   YI: () => (/* binding */ readErrands),
/* harmony export */   ZY: () => (/* binding */ readStanding),
/* harmony export */   Zm: () => (/* binding */ readIds),
/* harmony export */   cd: () => (/* binding */ readJob),
/* harmony export */   dA: () => (/* binding */ readGranted),
/* harmony export */   o5: () => (/* binding */ readSmall),
/* harmony export */   oC: () => (/* binding */ readTickets),
/* harmony export */   p6: () => (/* binding */ discardFrom),
/* harmony export */   v: () => (/* binding */ nextSeq),
/* harmony export */   wX: () => (/* binding */ namesIn),
/* harmony export */   xb: () => (/* binding */ judgeWitnesses)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1559);
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(51002);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(33875);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(77339);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(6493);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(76074);
/* harmony import */ var _liveness_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(87350);
/* harmony import */ var _lock_dir_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(63197);










function readTickets(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map((it) => readGranted((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', it), it));
    return [...waiting, ...granted].filter((it) => it !== undefined);
}
async function judgeWitnesses(tickets, judge) {
    const verdicts = new Map();
    for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
        const name = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(it);
        if (!verdicts.has(name))
            verdicts.set(name, await judge(it));
    }
    return verdicts;
}
async function readLine(root, judge, kernel, isOfInterest = () => true) {
    const tickets = readTickets(root);
    const verdicts = await judgeWitnesses(tickets.filter(isOfInterest), judge);
    for (const it of tickets) {
        if (!it.isGranted || (0,_queue_js__WEBPACK_IMPORTED_MODULE_4__/* .isAlive */ ._n)(it, verdicts))
            continue;
        const orphan = (0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .findOrphan */ .A7)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
        if (!orphan)
            continue;
        it.witnesses.push(orphan);
        verdicts.set((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(orphan), 'alive');
    }
    return { tickets, verdicts };
}
function readIds(root) {
    const waiting = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo);
    const granted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h')).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
const stagedIn = (root) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `f.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)((0,_liveness_js__WEBPACK_IMPORTED_MODULE_7__/* .thisProcess */ .WF)())}`);
function lastOf(root, tickets) {
    const written = readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
const isNumber = (seq) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)((0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(seq, (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)())) !== undefined;
function lastSeq(root) {
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => ['q', 'h'].flatMap((room) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo)(it) ?? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeToken */ .oL)(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
function nextSeq(root, self, tickets) {
    const seq = 1 + lastOf(root, tickets);
    if (!isNumber(seq))
        throw usedUp(root);
    const staged = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `n.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeProcess */ .mW)(self)}`);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)(staged, `${seq}\n`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(staged, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'seq'));
    return seq;
}
const usedUp = (root) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_9__/* .quoteForShell */ .eC)(root)}`,
});
function readErrands(root) {
    const waiting = ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q'))) ?? []).map(_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeWaiting */ .Qo).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
const readErrand = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(dir).isDirectory()) ? readSmall((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
function writeRequest(home, request, self, nowAt) {
    for (const name of [...(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .marksOf */ .vZ)(request, self), `a.${nowAt}`])
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, name), '', { flag: 'wx' });
    const errand = (0,_store_js__WEBPACK_IMPORTED_MODULE_5__/* .errandText */ .YW)(request);
    (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
    if (errand !== undefined)
        (0,_lock_dir_js__WEBPACK_IMPORTED_MODULE_8__/* .writeNew */ .qf)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'errand.json'), errand, 0o640);
}
const pathOf = (root, it) => it.isGranted || !it.asker ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'h', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id)) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'q', (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .waitingName */ .$s)(it, it.asker));
const isThere = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [];
function readGranted(path, name) {
    const inside = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(noDirectory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path));
    return inside && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeGranted */ .Ms)(name, inside);
}
function standingAt(path, it, verdict, nowAt) {
    const grantedAt = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .timeIn */ .Hi)(namesIn(path), 'g');
    return {
        id: it.id,
        token: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenOf */ .B9)(it.seq, it.id),
        mode: it.mode,
        job: readJob((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'owner.json')),
        heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
        verdict,
    };
}
const readCrashed = (root, nowAt) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
});
function move(from, to) {
    for (let tries = 0;; tries++) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, to);
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
function discardFrom(root, from) {
    const to = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 't', `d.${(0,_ticket_js__WEBPACK_IMPORTED_MODULE_6__/* .newId */ .Si)()}`);
    if (!move(from, to))
        return false;
    (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
function readJob(path) {
    const read = readSmall(path);
    return (0,_base_event_js__WEBPACK_IMPORTED_MODULE_3__/* .isJob */ .o5)(read) ? read : {};
}
function readSmall(path, { mostBytes = mostSmallBytes, mayRead = () => true } = {}) {
    let fd;
    try {
        fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
        if (!found.isFile() || found.size > mostBytes || !mayRead(found))
            return undefined;
        const bytes = Buffer.alloc(found.size);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, bytes, 0, found.size, 0);
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        return undefined;
    }
    finally {
        if (fd !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}


/***/ }),

/***/ 87350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A7: () => (/* binding */ findOrphan),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   Sj: () => (/* binding */ tokenVariable),
/* harmony export */   WF: () => (/* binding */ thisProcess),
/* harmony export */   XH: () => (/* binding */ witnessOf),
/* harmony export */   nj: () => (/* binding */ judgePid),
/* harmony export */   r5: () => (/* binding */ canSeeCarriers)
/* harmony export */ });
/* unused harmony exports processOf, isProvenAlive, carriersOf, descendantsOf, endOrphans */
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(63148);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76074);
/* harmony import */ var _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(82785);




function processOf(pid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
    return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}
const witnessOf = (pid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => processOf(pid, kernel) ??
    (kernel.hasOnlyPids && pid > 1 && kernel.probe(pid) !== 'ESRCH'
        ? { boot: kernel.boot, namespace: kernel.namespace, pid, start: '0', key: '0' }
        : undefined);
const thisProcess = (kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => ({
    boot: kernel.boot,
    namespace: kernel.namespace,
    pid: kernel.pid,
    start: kernel.lookUp(kernel.pid)?.start ?? '0',
    key: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .newId */ .Si)(),
});
async function judge(it, by) {
    const isNamed = it.boot !== 'none' && by.kernel.boot !== 'none';
    const isSameBoot = it.boot === by.kernel.boot && (isNamed || by.isLocal);
    const isRestarted = it.boot !== by.kernel.boot && isNamed && by.isLocal;
    if (isSameBoot && it.namespace === by.kernel.namespace) {
        const seen = by.kernel.lookUp(it.pid);
        const verdict = judgeSeen(it, seen, by.kernel);
        if (verdict === 'dead' || (verdict === 'alive' && (seen || it.key === '0' || (await by.askSocket(it.key)) !== 'refuses')))
            return verdict;
    }
    const answer = it.key === '0' ? 'silent' : await by.askSocket(it.key);
    if (answer === 'answers')
        return 'alive';
    if (answer === 'refuses' && by.kernel.isRefusalProof && (isSameBoot || isRestarted))
        return 'dead';
    return isRestarted && it.key === '0' ? 'dead' : 'unknown';
}
const judgePid = (it, kernel) => judgeSeen(it, kernel.lookUp(it.pid), kernel);
function judgeSeen(it, seen, kernel) {
    if (!seen)
        return kernel.probe(it.pid) === 'ESRCH' ? 'dead' : it.key === '0' || it.start !== '0' ? 'alive' : 'unknown';
    if (it.start === '0')
        return 'unknown';
    return seen.start === it.start && seen.state !== 'Z' && seen.state !== 'X' ? 'alive' : 'dead';
}
const isProvenAlive = (it, kernel = systemKernel) => it.start !== '0' && it.boot === kernel.boot && it.namespace === kernel.namespace && kernel.lookUp(it.pid)?.start === it.start;
const tokenVariable = 'FETCH_LOCK_TOKEN';
const findOrphan = (token, uid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => carriersOf(token, uid, kernel).next().value ?? undefined;
const canSeeCarriers = (kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => kernel.census !== undefined;
function* carriersOf(token, uid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    for (const pid of kernel.census?.carriersOf(tokenVariable, token, uid) ?? []) {
        const found = processOf(pid, kernel);
        if (found && judgePid(found, kernel) === 'alive')
            yield found;
    }
}
function descendantsOf(pids, kernel = systemKernel) {
    const parents = kernel.census?.parents() ?? [];
    const found = new Set(pids);
    for (const parent of found)
        for (const [pid, ppid] of parents)
            if (ppid === parent)
                found.add(pid);
    return [...found].filter((it) => !pids.includes(it)).flatMap((it) => processOf(it, kernel) ?? []);
}
const patienceMs = 5000;
async function endOrphans(token, clock, kernel = systemKernel) {
    if (!canSeeCarriers(kernel)) {
        throw new FetchLockError('FL_GIT', {
            what: 'Whether something that this step started still works under its lock cannot be seen from here.',
            why: 'This system does not tell which processes do.',
            fix: 'The lock stays until the job and its git have ended.',
        });
    }
    const untilMs = clock.now() + patienceMs;
    const uid = process.geteuid?.() ?? -1;
    for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
        if (clock.now() > untilMs) {
            throw new FetchLockError('FL_GIT', {
                what: `Process ${orphan.pid}, which this step started, could not be ended.`,
                why: 'It works under the lock, so the lock stays until it is gone.',
            });
        }
        try {
            process.kill(orphan.pid, 'SIGKILL');
        }
        catch {
        }
        await pause(clock, 20);
    }
}


/***/ }),

/***/ 63197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  SE: () => (/* binding */ findStaged),
  Uj: () => (/* binding */ isPlace),
  Ng: () => (/* binding */ isUsable),
  gE: () => (/* binding */ makeDir),
  dU: () => (/* binding */ openLockDir),
  KA: () => (/* binding */ orRefuse),
  x5: () => (/* binding */ refusal),
  qf: () => (/* binding */ writeNew)
});

// UNUSED EXPORTS: fileSystemIsLocal, findLockDir, hasLockDir, readMark, refuseMountPoint, rooms, whatIsStrange

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
;// CONCATENATED MODULE: ./lib/src/lock/format.js

const format = '1';
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

// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var ticket = __nccwpck_require__(76074);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __nccwpck_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/system/disk.js
var disk = __nccwpck_require__(38608);
;// CONCATENATED MODULE: ./lib/src/lock/host/lock-dir.js








const isPlace = (read) => {
    const it = read;
    return (typeof it?.dir === 'string' &&
        (0,external_node_path_.isAbsolute)(it.dir) &&
        typeof it.guards === 'string' &&
        ['beside', 'inside', 'given'].includes(it.kind) &&
        (it.fleet === undefined || typeof it.fleet === 'string'));
};
const rooms = ['h', 'q', 't', 's', 'crashed'];
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
        const missing = checkMarks(place);
        for (const room of rooms)
            openRoom((0,external_node_path_.join)(place.dir, room), mode, found);
        for (const [name, text] of missing)
            mark(place, name, text);
        return { root: place.dir, mode, owner: found.uid, isLocal };
    });
}
function findLockDir(place) {
    return unless(['ENOENT'], () => {
        const trouble = whatIsStrange(place.dir, lstatSync(place.dir), statSync(dirname(place.dir)));
        if (trouble)
            throw strange(place.dir, ...trouble);
        checkMarks(place);
        for (const room of ['q', 'h'].map((it) => join(place.dir, it)))
            if (!lstatSync(room).isDirectory())
                throw strange(room, 'is not a directory', `rm ${quoteForShell(room)}`);
        return { root: place.dir, isLocal: diskOf(place.dir).isLocal };
    });
}
const hasLockDir = (place) => (0,external_node_fs_.lstatSync)(place.dir, { throwIfNoEntry: false }) !== undefined;
const isUsable = (place) => (0,errors/* orNothing */.bR)(() => refuseStrange(place.dir).isDirectory()) ?? false;
function refuseMountPoint({ kind, guards }) {
    if (kind !== 'beside' || !(0,disk/* isMountPoint */.A)(guards))
        return;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `'${guards}' is a mount point, so a lock beside it would not be seen by others who mount the same thing.`,
        fix: 'Give `lock-dir`: a directory that every job on this host sees at the same place.',
    });
}
function fileSystemIsLocal({ dir, guards }, where) {
    const { isLocal, objection } = (0,disk/* diskOf */.F)(where);
    if (objection === undefined)
        return isLocal;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `The lock of '${guards}' would live in '${dir}', ${objection}.`,
        why: 'Other hosts may write there too, and their processes cannot be seen from here.',
        fix: 'Give `redis-url`, and the hosts take turns; or `lock-dir` on a local disk if no other host uses it.',
    });
}
const hasPath = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
function create(place, parent) {
    const staged = (0,external_node_path_.join)((0,external_node_path_.dirname)(place.dir), stagedPrefix(place.dir) + (0,ticket/* encodeProcess */.mW)((0,liveness/* thisProcess */.WF)()));
    const mode = parent.mode & 0o020 ? 0o2770 : 0o2700;
    try {
        makeDir(staged, 0o700);
        for (const room of rooms)
            makeDir((0,external_node_path_.join)(staged, room), mode, parent.uid, parent.gid);
        writeNew((0,external_node_path_.join)(staged, 'format'), `${format}\n`);
        if (place.kind === 'given')
            writeNew((0,external_node_path_.join)(staged, 'path'), `${place.guards}\n`);
        settleMode(staged, mode, parent.uid, parent.gid);
        (0,errors/* unless */.NJ)(['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'], () => (0,external_node_fs_.renameSync)(staged, place.dir));
    }
    finally {
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { recursive: true, force: true }));
    }
}
const stagedPrefix = (dir) => `.${[...(0,external_node_path_.basename)(dir)].slice(0, 40).join('')}.`;
function findStaged(dir) {
    const prefix = stagedPrefix(dir);
    const beside = (0,errors/* unless */.NJ)(['EACCES', 'EPERM'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_.dirname)(dir))) ?? [];
    return beside.flatMap((name) => {
        const builder = name.startsWith(prefix) ? (0,ticket/* decodeProcess */.Ok)(name.slice(prefix.length)) : undefined;
        return builder ? [{ path: (0,external_node_path_.join)((0,external_node_path_.dirname)(dir), name), builder }] : [];
    });
}
function settleMode(dir, mode, owner, group) {
    if (process.getegid?.() !== group)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, -1, group));
    if (process.geteuid?.() === 0 && owner > 0)
        (0,errors/* unless */.NJ)(['EPERM', 'EINVAL', 'ENOSYS'], () => (0,external_node_fs_.chownSync)(dir, owner, -1));
    (0,external_node_fs_.chmodSync)(dir, mode);
}
function makeDir(dir, mode, owner = -1, group = process.getegid?.() ?? -1) {
    (0,external_node_fs_.mkdirSync)(dir, { mode: 0o700 });
    settleMode(dir, mode, owner, group);
}
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
    const trouble = whatIsStrange(dir, found, (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(dir)), me);
    if (trouble)
        throw strange(dir, ...trouble);
    return found;
}
function whatIsStrange(dir, found, parent, me) {
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
    const isRootsToo = me.uid === 0 && (found.uid === parent.uid || (parent.mode & 0o002) === 0);
    const isOurs = found.uid === me.uid || found.uid === 0 || isRootsToo;
    const isSharedWithUs = (found.mode & 0o020) !== 0 && me.groups.includes(found.gid);
    if (isOurs || isSharedWithUs)
        return undefined;
    return [`belongs to user ${found.uid}, not to ${me.uid}, and to no group of ours`, `chgrp -R GROUP ${word} && chmod -R g+rwX ${word}`];
}
const strange = (dir, is, command) => new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `'${dir}' cannot be the lock directory: it ${is}.`, fix: `If it is a mistake: ${command}` });
const marksOf = ({ dir, guards, kind }) => [
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
const checkMarks = (place) => marksOf(place).flatMap(([name, expected, trouble]) => {
    const got = expected === '' ? expected : readMark(place.dir, name);
    const objection = got === undefined || got === expected ? undefined : trouble(got);
    if (objection)
        throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', objection);
    return got === undefined ? [[name, expected]] : [];
});
function readMark(dir, name) {
    const path = (0,external_node_path_.join)(dir, name);
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (found && (!found.isFile() || found.size > 8192))
        throw strange(path, 'is not a small file', `rm -r ${(0,base_text/* quoteForShell */.eC)(path)}`);
    return found && (0,external_node_fs_.readFileSync)(path, 'utf8').trimEnd();
}
function mark({ dir }, name, text) {
    const staged = (0,external_node_path_.join)(dir, 't', `f.${(0,ticket/* newId */.Si)()}.${(0,ticket/* encodeProcess */.mW)((0,liveness/* thisProcess */.WF)())}`);
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


/***/ }),

/***/ 38608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ isMountPoint),
/* harmony export */   F: () => (/* binding */ diskOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1559);



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
const share = /^[\\/]{2}(?![?.][\\/][A-Za-z]:)/;
const untold = 'of which this system does not tell whether other hosts may write there';
function diskOf(path, platform = process.platform, typeOf = (at) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statfsSync)(at).type) {
    if (platform === 'linux') {
        const type = typeOf(path);
        const name = network[type];
        return name === undefined ? { isLocal: local.has(type) } : { isLocal: false, objection: `which is on a network file system (${name})` };
    }
    if (platform === 'win32')
        return share.test(path) ? { isLocal: false, objection: 'which is on a network share' } : { isLocal: true };
    const isSystems = platform === 'darwin' && typeOf(path) !== 0 && typeOf(path) === typeOf('/');
    return isSystems ? { isLocal: true } : { isLocal: false, objection: untold };
}
function isMountPoint(path) {
    const table = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unless */ .NJ)(['ENOENT', 'EACCES'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/mountinfo', 'utf8'));
    if (table !== undefined) {
        const plain = (field) => field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
        return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
    }
    const [here, above] = [path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)].map((it) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(it, { throwIfNoEntry: false }));
    return here !== undefined && above !== undefined && here.dev !== above.dev;
}


/***/ }),

/***/ 82785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  F: () => (/* binding */ systemKernel)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/system/random.js + 1 modules
var random = __nccwpck_require__(83664);
;// CONCATENATED MODULE: ./lib/src/lock/host/system/portable.js
const portableKernel = (platform) => ({
    pid: process.pid,
    boot: 'none',
    namespace: '0',
    lookUp: () => undefined,
    probe: platform === 'win32' ? probe : (pid) => (probe(pid) === 'ESRCH' ? probe(-pid) : probe(pid)),
    isRefusalProof: false,
    hasOnlyPids: true,
});
function probe(pid) {
    try {
        process.kill(pid, 0);
        return undefined;
    }
    catch (error) {
        return error.code;
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/linux.js




function linuxKernel() {
    const isOurProc = (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readlinkSync)('/proc/self')) === String(process.pid);
    const namespace = (0,errors/* orNothing */.bR)(() => `${namespaceOf('pid')}+${(0,errors/* orNothing */.bR)(() => namespaceOf('time')) ?? '0'}`);
    return {
        pid: process.pid,
        boot: (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '')) ?? 'none',
        namespace: namespace ?? String(pastNamespaces + Number(`0x${(0,random/* randomHex */.n)(5)}`)),
        lookUp: (pid) => {
            const [state = '', , ...rest] = isOurProc ? fieldsOf(pid) : [];
            return state === '' ? undefined : { state, start: rest[17] ?? '' };
        },
        probe: probe,
        isRefusalProof: true,
        hasOnlyPids: false,
        ...(isOurProc ? { census } : {}),
    };
}
const pastNamespaces = 2 ** 40;
const namespaceOf = (kind) => (0,external_node_fs_.readlinkSync)(`/proc/self/ns/${kind}`).replace(/\D/g, '');
const statBytes = Buffer.alloc(1024);
function readStat(pid) {
    const fd = (0,external_node_fs_.openSync)(`/proc/${pid}/stat`, 'r');
    try {
        return statBytes.toString('latin1', 0, (0,external_node_fs_.readSync)(fd, statBytes, 0, statBytes.length, 0));
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}
function fieldsOf(pid) {
    try {
        return readStat(pid)
            .replace(/^.*\) /s, '')
            .split(' ');
    }
    catch {
        return [];
    }
}
const pids = () => (0,external_node_fs_.readdirSync)('/proc').filter((it) => /^\d+$/.test(it));
const census = {
    *carriersOf(variable, token, uid) {
        for (const pid of pids())
            if (Number(pid) !== process.pid && mayCarry(pid, variable, token, uid))
                yield Number(pid);
    },
    parents: () => ((0,errors/* orNothing */.bR)(pids) ?? []).map((pid) => [Number(pid), Number(fieldsOf(pid)[1])]),
};
function mayCarry(pid, variable, token, uid) {
    try {
        const [, tokens] = `\0${(0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'latin1')}`.split(`\0${variable}=`);
        return tokens?.split('\0', 1)[0]?.split(' ').includes(token) === true;
    }
    catch (error) {
        if (error.code !== 'EACCES')
            return false;
        return ((0,external_node_fs_.statSync)(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid &&
            ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/comm`, 'utf8')) ?? '').startsWith('git'));
    }
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/kernel.js


const systemKernel = process.platform === 'linux' ? linuxKernel() : portableKernel(process.platform);


/***/ }),

/***/ 77339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ livingWitnesses),
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   pG: () => (/* binding */ isAtWork),
/* harmony export */   vm: () => (/* binding */ whoHolds)
/* harmony export */ });
/* unused harmony export doConflict */
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76074);

const compatible = {
    shared: ['shared', 'update'],
    update: ['shared'],
    exclusive: [],
};
const doConflict = (one, other) => !compatible[one].includes(other);
const mayWrite = (mode) => mode !== 'shared';
const livingWitnesses = (ticket, verdicts) => ticket.witnesses.filter((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(it)) !== 'dead');
const isAlive = (ticket, verdicts) => ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;
const isAtWork = ({ asker }, verdicts) => asker !== undefined && verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeProcess */ .mW)(asker)) !== 'dead';
const isOwn = (held, asked) => held.asker !== undefined && asked.asker !== undefined && (0,_ticket_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameProcess */ .SM)(held.asker, asked.asker);
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
function waitingFor(isMeant, waiters) {
    const found = new Set();
    for (const { ticket, blockers } of waiters)
        if (blockers.some((it) => isMeant(it) || found.has(it)))
            found.add(ticket);
    return found;
}
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


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ latchStuck),
/* harmony export */   GX: () => (/* binding */ takenAway),
/* harmony export */   YW: () => (/* binding */ errandText),
/* harmony export */   lv: () => (/* binding */ takenBack)
/* harmony export */ });
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);


const mostErrandBytes = 12_000;
function errandText({ errand }) {
    const text = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orNothing */ .bR)(() => JSON.stringify(errand));
    return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}
const latchStuck = (limitMs) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${(0,_base_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
});
const takenBack = (which) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_CANCELLED', {
    what: `Our request ${which} was taken back by another process.`,
    why: 'The post step or an admin did that.',
});
const takenAway = (what, whyLost) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_LOST', {
    what,
    why: whyLost === undefined
        ? 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.'
        : `The reason is that ${whyLost}: it was not heard of in time, it no longer knows this lock, or an admin broke the lock on another host.`,
    fix: 'Run the job again.',
});


/***/ }),

/***/ 76074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ waitingName),
/* harmony export */   B9: () => (/* binding */ tokenOf),
/* harmony export */   Dg: () => (/* binding */ modeMark),
/* harmony export */   Hi: () => (/* binding */ timeIn),
/* harmony export */   Ms: () => (/* binding */ decodeGranted),
/* harmony export */   Ok: () => (/* binding */ decodeProcess),
/* harmony export */   Qo: () => (/* binding */ decodeWaiting),
/* harmony export */   SM: () => (/* binding */ isSameProcess),
/* harmony export */   Si: () => (/* binding */ newId),
/* harmony export */   eQ: () => (/* binding */ isId),
/* harmony export */   mW: () => (/* binding */ encodeProcess),
/* harmony export */   oL: () => (/* binding */ decodeToken),
/* harmony export */   pq: () => (/* binding */ witnessMark),
/* harmony export */   ti: () => (/* binding */ brokenMark),
/* harmony export */   vZ: () => (/* binding */ marksOf)
/* harmony export */ });
/* harmony import */ var _base_system_random_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(83664);

const isSameProcess = (one, other) => encodeProcess({ ...one, key: '0' }) === encodeProcess({ ...other, key: '0' });
const newId = () => (0,_base_system_random_js__WEBPACK_IMPORTED_MODULE_0__/* .randomHex */ .n)(8);
const idPattern = /^[0-9a-f]{16}$/;
const seqPattern = /^[1-9]\d{0,14}$/;
const processPattern = /^([0-9a-f]{32}|none)-(\d+(?:\+\d+)?)-([1-9]\d{0,9})-(\d{1,20})-([0-9a-f]{16}|0)$/;
const letters = { shared: 's', update: 'u', exclusive: 'x' };
const modes = new Map([
    ['s', 'shared'],
    ['u', 'update'],
    ['x', 'exclusive'],
]);
const isId = (text) => idPattern.test(text);
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
    if (!seqPattern.test(seq) || !mode || !isId(id) || !isId(party) || !asker || more.length > 0)
        return undefined;
    return { seq: Number(seq), id, party, mode, isGranted: false, asker, witnesses: [asker] };
}
const tokenOf = (seq, id) => `${seq}.${id}`;
function decodeToken(token) {
    const [seq = '', id = '', ...more] = token.split('.');
    return seqPattern.test(seq) && isId(id) && more.length === 0 ? { seq: Number(seq), id } : undefined;
}
const modeMark = (mode) => (mode === 'exclusive' ? 'x' : mode === 'update' ? 'u' : undefined);
const brokenMark = 'e';
const marksOf = ({ mode, party, witnesses }, asker) => {
    const mark = modeMark(mode);
    return [...(mark ? [mark] : []), `p.${party}`, `m.${encodeProcess(asker)}`, ...witnesses.map(witnessMark)];
};
const witnessMark = (it) => `w.${encodeProcess(it)}`;
const after = (inside, prefix) => inside.filter((it) => it.startsWith(prefix)).map((it) => it.slice(prefix.length));
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
        party: after(inside, 'p.').find(isId) ?? token.id,
        mode,
        isGranted: true,
        ...(asker ? { asker } : {}),
        witnesses,
        ...(witnesses.length < read.length ? { hasStranger: true } : {}),
    };
}
function timeIn(inside, letter) {
    const text = after(inside, `${letter}.`).find((it) => /^\d{1,15}$/.test(it));
    return text === undefined ? undefined : Number(text);
}


/***/ }),

/***/ 58317:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _action_hold_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5080);
/* harmony import */ var _action_runner_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(77555);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(63148);




const signal = (0,_action_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .untilCancelled */ .c8)();
const programOf = (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(import.meta.dirname, '..', name, 'index.js');
const hooks = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(import.meta.dirname, '..', 'hooks');
await (0,_action_hold_js__WEBPACK_IMPORTED_MODULE_1__/* .hold */ ._)((0,_action_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .createRunner */ .ji)(), { clock: _base_clock_js__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .ml, signal, keeper: programOf('keeper'), courier: programOf('courier'), hooks });
(0,_action_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .leave */ .qG)();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 33059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ew: () => (/* binding */ putAside),
/* harmony export */   Km: () => (/* binding */ openFiles),
/* harmony export */   PR: () => (/* binding */ journalOf),
/* harmony export */   gf: () => (/* binding */ usualBounds),
/* harmony export */   m6: () => (/* binding */ readAt),
/* harmony export */   vm: () => (/* binding */ safely)
/* harmony export */ });
/* unused harmony export listArchives */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1559);
/* harmony import */ var _base_system_random_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(83664);




const usualBounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };
const journalOf = (dir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'journal.jsonl');
const safely = (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0);
const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;
const listArchives = (dir) => ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(dir)) ?? [])
    .flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name);
    const found = number === undefined ? undefined : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path));
    return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
})
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));
const isSame = (one, other) => one?.ino === other.ino && one.dev === other.dev;
function putAside(live, found, bounds) {
    const dir = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(live);
    if (wouldShutOut(dir))
        return false;
    return (alone(dir, () => {
        if (!isSame((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(live, { throwIfNoEntry: false }), found))
            return true;
        const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${(0,_base_system_random_js__WEBPACK_IMPORTED_MODULE_3__/* .randomHex */ .n)(8)}.jsonl`;
        if (!pattern.test(name))
            return false;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(live, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, name));
        removeOldest(dir, bounds);
        return true;
    }) ?? false);
}
const deadAfterMs = 10_000;
function alone(dir, act) {
    const guard = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'journal.moving');
    return (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => {
        const left = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(guard, { throwIfNoEntry: false });
        if (left?.isFile() && Math.abs(Date.now() - left.mtimeMs) > deadAfterMs)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(guard);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(guard, 'wx', 0o600));
        try {
            return act();
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(guard);
        }
    });
}
function wouldShutOut(dir) {
    const { uid, mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(dir);
    return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}
function removeOldest(dir, { keptBytes, keptFiles }) {
    let bytes = 0;
    const surplus = listArchives(dir).filter((it, index) => {
        bytes += it.bytes;
        return index > 0 && (index >= keptFiles || bytes > keptBytes);
    });
    for (const it of surplus.reverse())
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(it.path));
}
const mostTries = 20;
function openFiles(dir) {
    const path = journalOf(dir);
    for (let tries = 1;; tries++) {
        const live = openToRead(path);
        const archives = listArchives(dir).flatMap((it) => openToRead(it.path) ?? []);
        if (!live)
            return archives;
        if (archives.some((it) => isSame(it.found, live.found))) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(live.fd);
            return archives;
        }
        if (tries === mostTries || isSame((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }), live.found))
            return [live, ...archives];
        for (const it of [live, ...archives])
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(it.fd);
    }
}
function openToRead(path) {
    const fd = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | safely));
    if (fd === undefined)
        return undefined;
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd);
    if (found.isFile())
        return { fd, found };
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    return undefined;
}
function readAt(fd, start, end) {
    const bytes = Buffer.alloc(Math.max(0, end - start));
    let read = 0;
    for (let got = 1; got > 0 && read < bytes.length; read += got)
        got = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(fd, bytes, read, bytes.length - read, start + read);
    return bytes.subarray(0, read);
}


/***/ }),

/***/ 41886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IO: () => (/* binding */ timeline),
/* harmony export */   Ti: () => (/* binding */ believe)
/* harmony export */ });
/* unused harmony exports doConflict, blankRow, savedFetches */
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(51002);

const mostMs = 366 * 24 * 3_600_000;
const doConflict = (one, other) => one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');
const believe = (ms) => Math.min(mostMs, Math.max(0, Math.round(ms)));
function timeline(events) {
    const rows = new Map();
    for (const event of events) {
        if (event.ticket === undefined)
            continue;
        const at = Date.parse(event.ts);
        const row = rows.get(event.ticket) ?? blankRow(event.ticket, at - believe(event.waited_ms ?? event.held_ms ?? 0));
        rows.set(event.ticket, row);
        advance(row, event, at);
    }
    return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}
const blankRow = (ticket, askedAt) => ({
    ...{ ticket, job: {}, mode: '', askedAt, outcome: 'waiting' },
    ...{ gitMs: 0, ahead: 0, fetched: 'none', joined: [], merged: 0 },
    ...{ fetches: { asked: 0, saved: 0 }, incidents: {}, met: [] },
});
const gaveUp = {
    lock_timeout: 'timeout',
    lock_cancelled: 'cancelled',
    lock_unavailable: 'unavailable',
    deadlock_detected: 'deadlock',
};
function advance(row, event, at) {
    const isOfAnother = event.event === 'lock_recovered' || (event.event === 'lock_broken' && event.holder !== undefined);
    row.job = (isOfAnother ? event.holder : event.job) ?? row.job;
    if (event.event !== 'lock_downgraded')
        row.mode = event.mode ?? row.mode;
    row.ahead = event.ahead ?? row.ahead;
    switch (event.event) {
        case 'lock_waiting':
            if (!isOver(row) && row.grantedAt === undefined)
                meet(row, event, at);
            return;
        case 'lock_acquired':
            row.grantedAt = at;
            endWaiting(row, event.waited_ms ?? 0, at);
            if (!isOver(row))
                row.outcome = 'holding';
            return;
        case 'lock_downgraded':
            row.downgradedAt = at;
            if (row.grantedAt === undefined && event.held_ms !== undefined)
                row.grantedAt = at - believe(event.held_ms);
            if (!isOver(row))
                row.outcome = 'holding';
            return;
        case 'lock_released':
        case 'lock_recovered':
            if (!isOver(row) || row.outcome === 'broken')
                endHolding(row, event, at);
            if (!isOver(row))
                row.outcome = event.event === 'lock_released' ? 'released' : 'died';
            return;
        case 'lock_broken':
            if (isOver(row))
                return;
            endHolding(row, event, at);
            row.outcome = 'broken';
            return;
        case 'lock_timeout':
        case 'lock_cancelled':
        case 'lock_unavailable':
        case 'deadlock_detected':
            if (isOver(row))
                return;
            row.endedAt = at;
            endWaiting(row, event.waited_ms ?? at - row.askedAt, at);
            row.outcome = gaveUp[event.event];
            return;
        case 'lock_bypassed':
            if (isOver(row) && row.outcome !== 'bypassed')
                row.refusal = row.outcome;
            row.outcome = 'bypassed';
            return;
        case 'git_finished':
            row.gitMs += believe(event.duration_ms ?? 0);
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
            row.fetched = 'fetched';
            countIncident(row, event.event);
            return;
        case 'mirror_saved':
        case 'git_retried':
        case 'git_lock_removed':
            countIncident(row, event.event);
            return;
        default:
            event.event;
    }
}
const isOver = ({ outcome }) => outcome !== 'waiting' && outcome !== 'holding';
const mostMet = 100;
function meet(row, { elsewhere = [] }, at) {
    const now = elsewhere.slice(0, _base_event_js__WEBPACK_IMPORTED_MODULE_0__/* .mostElsewhere */ .er);
    const isSame = (one, other) => one.ticket === other.ticket && one.mode === other.mode;
    const inSight = row.met.filter((it) => it.goneAt === undefined);
    const granted = (it) => at - believe(it.held_ms ?? 0);
    for (const it of inSight) {
        if (now.some((one) => isSame(one, it)))
            continue;
        const proofs = now.filter((one) => one.ticket !== it.ticket && doConflict(one.mode, it.mode)).map(granted);
        it.goneAt = Math.max(it.seenAt, Math.min(at, ...proofs));
    }
    for (const { ticket, job, mode, held_ms: heldMs } of now) {
        if (row.met.length >= mostMet || inSight.some((it) => isSame(it, { ticket, mode })))
            continue;
        row.met.push({ ...{ ticket, job, mode, seenAt: at }, ...(heldMs === undefined ? {} : { grantedAt: granted({ held_ms: heldMs }) }) });
    }
}
function endWaiting(row, waitedMs, at) {
    row.waitedMs = believe(waitedMs);
    row.askedAt = at - row.waitedMs;
}
function endHolding(row, { held_ms: told, event }, at) {
    row.endedAt = at;
    const heldMs = told === undefined ? undefined : believe(told);
    if (heldMs !== undefined && (heldMs > 0 || event === 'lock_released'))
        row.grantedAt ??= at - heldMs;
    if (row.grantedAt === undefined)
        return;
    row.heldMs = heldMs ?? believe(at - row.grantedAt);
    row.endedAt = row.grantedAt + row.heldMs;
}
function countIncident(row, incident) {
    row.incidents[incident] = (row.incidents[incident] ?? 0) + 1;
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
    const name = encode(job);
    if (jobs.length < mostJobs && !jobs.some((it) => encode(it) === name))
        jobs.push(job);
}
const encode = (job) => JSON.stringify(Object.entries(job).sort());
const savedFetches = (rows) => ({
    asked: rows.reduce((sum, it) => sum + it.fetches.asked, 0),
    saved: rows.reduce((sum, it) => sum + it.fetches.saved, 0),
});


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
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
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
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
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
/******/ var __webpack_exports__ = __nccwpck_require__(58317);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
