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

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

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
/* harmony export */   a: () => (/* binding */ formatDuration)
/* harmony export */ });
/* unused harmony export parseDuration */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);


const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longest = (/* unused pure expression or super */ null && (2 ** 31 - 1));
function parseDuration(input, text) {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
    const ms = text === '0' ? 0 : match ? Math.round(Number(match[1]) * units[match[2]]) : Number.NaN;
    if (ms <= longest)
        return ms;
    throw new FetchLockError('FL_INPUT', {
        what: `${input.startsWith('-') ? 'Option' : 'Input'} \`${input}\` is '${inert(text)}', which is not a duration.`,
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
/* harmony export */   o5: () => (/* binding */ isJob),
/* harmony export */   qF: () => (/* binding */ formatEvent)
/* harmony export */ });
/* unused harmony exports eventNames, mostElsewhere, lineStart, parseEvent */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(33875);

const eventNames = (/* unused pure expression or super */ null && ([
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
]));
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
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nl: () => (/* binding */ inertJson),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony exports isPlain, inertMarkdown, renderJson, withoutCredentials, plural, quoteExactly, toWord */
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

/***/ 21782:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(63148);
/* harmony import */ var _lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(13496);
/* harmony import */ var _lock_keeper_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(87856);
/* harmony import */ var _report_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(57371);




const charge = await (0,_lock_keeper_js__WEBPACK_IMPORTED_MODULE_2__/* .receiveCharge */ .wy)();
if (charge) {
    await (0,_lock_keeper_js__WEBPACK_IMPORTED_MODULE_2__/* .keep */ .aC)(charge, ({ place }) => (0,_lock_fleet_open_js__WEBPACK_IMPORTED_MODULE_1__/* .openStore */ .C)(place, _base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .ml, { address: charge.redis, onTrouble: () => { } }), ({ place, path, mode }) => (0,_report_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .journalReport */ .QY)(place.dir, { lock: place.guards, path, mode, job: charge.job, pid: process.pid }, () => { }), _base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .ml);
}
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 13496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ openStore)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
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

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(63148);
// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __nccwpck_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __nccwpck_require__(63197);
// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var system_kernel = __nccwpck_require__(82785);
// EXTERNAL MODULE: ./lib/src/lock/look.js
var look = __nccwpck_require__(4965);
// EXTERNAL MODULE: ./lib/src/lock/queue.js
var lock_queue = __nccwpck_require__(77339);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __nccwpck_require__(76074);
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

// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __nccwpck_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __nccwpck_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/system/disk.js
var disk = __nccwpck_require__(38608);
// EXTERNAL MODULE: ./lib/src/lock/host/system/sockets.js
var system_sockets = __nccwpck_require__(4675);
// EXTERNAL MODULE: ./lib/src/lock/host/wake.js
var host_wake = __nccwpck_require__(96659);
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
    const sockets = (0,system_sockets/* openSockets */.jx)(dir);
    try {
        const askSocket = (0,host_wake/* askIn */.D)(sockets.pathOf);
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
const mostTries = 5;
function claim(from, to) {
    for (let tries = 1;; tries++) {
        try {
            (0,external_node_fs_.renameSync)(from, to);
            return;
        }
        catch (error) {
            if (!refusals.includes((0,errors/* errnoOf */.UQ)(error) ?? '') || !(0,external_node_fs_.existsSync)(from) || tries === mostTries)
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
            remove((0,external_node_path_.join)(unpublished, name));
    }
    for (const { path, builder } of (0,lock_dir/* findStaged */.SE)(root))
        if ((await judge(builder)) === 'dead')
            remove(path);
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => (0,lock_ticket/* isId */.eQ)(it.replace(system_sockets/* newSuffix */.qq, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            remove((0,external_node_path_.join)(sockets, name));
}
const remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

// EXTERNAL MODULE: ./lib/src/lock/host/obstacle.js
var host_obstacle = __nccwpck_require__(32302);
;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js

















const [signInMs, sweepMs] = [30_000, 10_000];
const never = new AbortController().signal;
async function openFileStore(place, clock, kernel = system_kernel/* systemKernel */.F) {
    const dir = (0,lock_dir/* openLockDir */.dU)(place);
    const self = (0,liveness/* thisProcess */.WF)(kernel);
    const { wake, key } = await (0,host_wake/* listen */.K)(dir, self.key, clock).catch((error) => {
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
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
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
            return (0,host_obstacle/* glance */.vD)(dir.root, ticketOf(mine, mine.seq), judgeOne, clock.wall());
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
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
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
        const obstacle = (0,host_obstacle/* obstacleOf */.HD)(dir.root, ticket, queue, verdicts, clock.wall());
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
        sign: (token, who = self, signal = never) => told(() => (0,base_clock/* within */.ux)(clock, signInMs, (limit) => latch(async () => signIn(token, who), AbortSignal.any([limit, signal])))),
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
        sweep: () => told(() => (0,base_clock/* within */.ux)(clock, sweepMs, (signal) => latch(sweep, signal), (0,store/* latchStuck */.$o)(sweepMs))),
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
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   XT: () => (/* binding */ writeRequest),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   YI: () => (/* binding */ readErrands),
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
/* unused harmony exports readStanding, stagedIn */
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
const stagedIn = (root) => join(root, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);
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
/* harmony export */   WF: () => (/* binding */ thisProcess),
/* harmony export */   Xf: () => (/* binding */ endOrphans),
/* harmony export */   nj: () => (/* binding */ judgePid),
/* harmony export */   qD: () => (/* binding */ isProvenAlive),
/* harmony export */   r5: () => (/* binding */ canSeeCarriers)
/* harmony export */ });
/* unused harmony exports processOf, witnessOf, tokenVariable, carriersOf, descendantsOf */
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(63148);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76074);
/* harmony import */ var _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(82785);




function processOf(pid, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
    return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}
const witnessOf = (pid, kernel = systemKernel) => processOf(pid, kernel) ??
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
const isProvenAlive = (it, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) => it.start !== '0' && it.boot === kernel.boot && it.namespace === kernel.namespace && kernel.lookUp(it.pid)?.start === it.start;
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
async function endOrphans(token, clock, kernel = _system_kernel_js__WEBPACK_IMPORTED_MODULE_3__/* .systemKernel */ .F) {
    if (!canSeeCarriers(kernel)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_GIT', {
            what: 'Whether something that this step started still works under its lock cannot be seen from here.',
            why: 'This system does not tell which processes do.',
            fix: 'The lock stays until the job and its git have ended.',
        });
    }
    const untilMs = clock.now() + patienceMs;
    const uid = process.geteuid?.() ?? -1;
    for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
        if (clock.now() > untilMs) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FetchLockError */ .qf('FL_GIT', {
                what: `Process ${orphan.pid}, which this step started, could not be ended.`,
                why: 'It works under the lock, so the lock stays until it is gone.',
            });
        }
        try {
            process.kill(orphan.pid, 'SIGKILL');
        }
        catch {
        }
        await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .pause */ .v7)(clock, 20);
    }
}


/***/ }),

/***/ 63197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  WY: () => (/* binding */ findLockDir),
  SE: () => (/* binding */ findStaged),
  Uj: () => (/* binding */ isPlace),
  Ng: () => (/* binding */ isUsable),
  gE: () => (/* binding */ makeDir),
  dU: () => (/* binding */ openLockDir),
  KA: () => (/* binding */ orRefuse),
  x5: () => (/* binding */ refusal),
  qf: () => (/* binding */ writeNew)
});

// UNUSED EXPORTS: fileSystemIsLocal, hasLockDir, readMark, refuseMountPoint, rooms, whatIsStrange

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
    return (0,errors/* unless */.NJ)(['ENOENT'], () => {
        const trouble = whatIsStrange(place.dir, (0,external_node_fs_.lstatSync)(place.dir), (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(place.dir)));
        if (trouble)
            throw strange(place.dir, ...trouble);
        checkMarks(place);
        for (const room of ['q', 'h'].map((it) => (0,external_node_path_.join)(place.dir, it)))
            if (!(0,external_node_fs_.lstatSync)(room).isDirectory())
                throw strange(room, 'is not a directory', `rm ${(0,base_text/* quoteForShell */.eC)(room)}`);
        return { root: place.dir, isLocal: (0,disk/* diskOf */.F)(place.dir).isLocal };
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

/***/ 32302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ obstacleOf),
/* harmony export */   Ui: () => (/* binding */ bestOf),
/* harmony export */   vD: () => (/* binding */ glance)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(77339);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76074);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(34033);




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
    const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
    return {
        at: (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, ticket),
        holders: blockers
            .filter((it) => it.isGranted)
            .map((it) => (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .standingAt */ .Ib)((0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it), it, bestOf((0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .livingWitnesses */ .$g)(it, verdicts), verdicts), nowAt)),
        ahead: blockers.length,
        watch: [...watched].flatMap((it) => (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .livingWitnesses */ .$g)(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
    };
}
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .modeMark */ .Dg)(it.mode) : undefined;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it), mark ?? '');
}
const bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeProcess */ .mW)(it)) === 'alive') ? 'alive' : 'unknown';
async function glance(root, ticket, judge, nowAt) {
    const others = (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readTickets */ .oC)(root).filter((it) => it.id !== ticket.id);
    const last = (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .whoHolds */ .vm)([...others, ticket], new Map())
        .waiters.find((it) => it.ticket === ticket)
        ?.blockers.at(-1);
    const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
    const verdicts = await (0,_line_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeWitnesses */ .xb)(near, judge);
    const queue = (0,_queue_js__WEBPACK_IMPORTED_MODULE_1__/* .whoHolds */ .vm)([...others, ticket], verdicts);
    const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
    return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
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

/***/ 4675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   jx: () => (/* binding */ openSockets),
/* harmony export */   qq: () => (/* binding */ newSuffix)
/* harmony export */ });
/* unused harmony export hasLongSockets */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76074);



const newSuffix = '.new';
const longestPath = 100;
const keyLength = (0,_ticket_js__WEBPACK_IMPORTED_MODULE_2__/* .newId */ .Si)().length;
const hasLongSockets = (root) => Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
function openSockets(root, platform = process.platform) {
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 's');
    if (platform === 'win32' || (platform !== 'linux' && hasLongSockets(root)))
        return { pathOf: () => undefined, close: () => { } };
    const fd = hasLongSockets(root) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(room, 'r') : undefined;
    return {
        pathOf: (key) => (fd === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(room, key) : `/proc/self/fd/${fd}/${key}`),
        close: () => fd !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd),
    };
}


/***/ }),

/***/ 96659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ askIn),
/* harmony export */   K: () => (/* binding */ listen)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1559);
/* harmony import */ var _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4675);





const [firstPollMs, lastPollMs] = [10, 200];
function isSocket(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path).isSocket();
    }
    catch {
        return false;
    }
}
const askIn = (pathOf) => (key) => new Promise((resolve) => {
    const path = pathOf(key);
    if (path === undefined)
        return resolve('silent');
    const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path);
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
            const watcher = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.watch)(it, { persistent: false }, onChange);
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
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq, 0o660);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(path + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq, path);
    }
    catch {
    }
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path);
}
async function listen(dir, key, clock) {
    const listeners = new Set();
    const pokes = new Set();
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir.root, 's');
    const { pathOf, close: leaveRoom } = (0,_system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .openSockets */ .jx)(dir.root);
    const shout = () => {
        for (const it of listeners)
            it.write('.');
    };
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)((socket) => {
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
        const path = pathOf(key + _system_sockets_js__WEBPACK_IMPORTED_MODULE_4__/* .newSuffix */ .qq);
        if (path === undefined)
            return resolve(false);
        server.once('error', () => resolve(false));
        server.listen({ path, backlog: 4096 }, () => resolve(true));
    });
    server.unref();
    const isListening = hasBegun && nameSocket((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(room, key), dir.mode);
    if (hasBegun && !isListening)
        server.close();
    const wake = {
        ask: askIn(pathOf),
        shout,
        poke: (other) => new Promise((resolve) => {
            const path = pathOf(other);
            if (path === undefined)
                return resolve();
            const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path, () => socket.end('p', () => socket.destroy()));
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
                if (isOther() || (isDeaf && watch.some((it) => !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(it.at) || isGone(it.process))))
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
                const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(path);
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
                    if (!isHello || bytes.length > 1 || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(at))
                        return end();
                    isHello = false;
                    heard += 1;
                });
            }
            look();
            if (!hasEnded)
                watchers.push(...watchAll(watch.filter((one) => one.process.key === '0').map((one) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(one.at)), look));
        }),
        close: () => {
            for (const it of listeners)
                it.destroy();
            server.close();
            if (isListening)
                (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .unless */ .NJ)(['ENOENT'], () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(room, key)));
            leaveRoom();
        },
    };
    return { wake, key: isListening ? key : '0' };
}


/***/ }),

/***/ 87856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   aC: () => (/* binding */ keep),
/* harmony export */   wy: () => (/* binding */ receiveCharge)
/* harmony export */ });
/* unused harmony exports keeperEnvironment, instruct */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(63148);
/* harmony import */ var _base_duration_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(56620);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1559);
/* harmony import */ var _host_liveness_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(87350);
/* harmony import */ var _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(82785);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4965);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(76074);









const kept = (/* unused pure expression or super */ null && (['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'RUNNER_TRACKING_ID']));
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
            const what = `The lock on '${charge.grants.map((it) => inert(it.path)).join(', ')}' could not be handed to its keeper.`;
            reject(new FetchLockError('FL_LOST', { what, why: trouble, fix: 'Nothing was kept; run the job again.' }));
        };
        const onAbort = () => end('The step was told to stop.');
        signal.addEventListener('abort', onAbort, { once: true });
        const callOff = clock.after(signInMs, () => end(`It did not sign in within ${formatDuration(signInMs)}.`));
        keeper.once('error', (error) => end(`It could not be started: ${error.message}.`));
        keeper.once('exit', (code, signal) => end(`It ended (${signal ?? code}).`));
        keeper.once('message', (said) => end(said === 'in' ? undefined : String(said)));
        if (signal.aborted)
            return onAbort();
        if (keeper.connected)
            keeper.send({ ...charge, main: { ...thisProcess(), key: '0' } }, (error) => error && end(error.message));
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
        say((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error));
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
        if (isDead(worker) && isDead(main) && !(0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .canSeeCarriers */ .r5)())
            break;
        const keptMs = clock.now() - startedMs;
        for (const { grant, store } of kept) {
            const report = reportOf(grant);
            const heldMs = grant.heldMs + keptMs;
            if (isDead(worker) && isDead(main))
                await letGoForDead(grant, store, report, clock);
            await letGoIfBroken(grant, store, report, clock).catch(() => { });
            if (limit && heldMs >= limit.ms && (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .canSeeCarriers */ .r5)() && hasLeft(main, heldMs - limit.ms))
                await endHold(grant, store, report, limit.reason, clock).catch(() => { });
        }
        await (0,_base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v7)(clock, tickMs, poked.signal);
        poked = new AbortController();
    }
    for (const { store } of kept)
        store.close();
}
async function letGoForDead(grant, store, report, clock) {
    if ((0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .findOrphan */ .A7)(grant.token, process.geteuid?.() ?? -1) || (await hasOtherWitness(grant, clock)))
        return;
    await abandon(grant, store, report, 'the job is gone');
}
async function hasOtherWitness({ place, token }, clock) {
    const seen = await (0,_look_js__WEBPACK_IMPORTED_MODULE_6__/* .lookAt */ .t)(place, clock.wall()).catch(() => undefined);
    const witnesses = seen?.granted.find((it) => it.token === token)?.witnesses;
    return seen === undefined || witnesses?.some((it) => it.pid !== process.pid && it.verdict !== 'dead') === true;
}
async function letGoIfBroken(grant, store, report, clock) {
    if (!(0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .canSeeCarriers */ .r5)() || !(await store.isLeftBroken(grant.token)))
        return;
    await (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .endOrphans */ .Xf)(grant.token, clock);
    const why = store.whyLost?.(grant.token);
    await abandon(grant, store, report, why ?? 'it was broken', why === undefined ? 'lock_released' : 'lock_broken');
}
async function abandon({ token }, store, report, reason, event = 'lock_released') {
    const abandoned = await store.abandon(token);
    if (abandoned)
        report(event, { ticket: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeToken */ .oL)(token)?.id ?? '', held_ms: abandoned.heldMs, reason });
}
function hasLeft(main, overdueMs) {
    if (isDead(main))
        return true;
    if (overdueMs > graceMs && (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .isProvenAlive */ .qD)(main))
        (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .orNothing */ .bR)(() => process.kill(main.pid, 'SIGKILL'));
    return false;
}
async function endHold(grant, store, report, reason, clock) {
    await (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .endOrphans */ .Xf)(grant.token, clock);
    await abandon(grant, store, report, reason, 'lock_broken');
}
const isDead = (it) => it !== undefined && (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .judgePid */ .nj)(it, _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_5__/* .systemKernel */ .F) === 'dead';
function riseAboveSteps() {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)('/proc/self/oom_score_adj', '0');
    }
    catch {
    }
}


/***/ }),

/***/ 4965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ lookAt)
/* harmony export */ });
/* unused harmony export readJudged */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1559);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(33875);
/* harmony import */ var _host_line_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(34033);
/* harmony import */ var _host_liveness_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(87350);
/* harmony import */ var _host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(63197);
/* harmony import */ var _host_obstacle_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(32302);
/* harmony import */ var _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(82785);
/* harmony import */ var _host_system_sockets_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(4675);
/* harmony import */ var _host_wake_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(96659);
/* harmony import */ var _queue_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(77339);
/* harmony import */ var _ticket_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(76074);













const most = 1000;
async function lookAt(place, nowAt, kernel = _host_system_kernel_js__WEBPACK_IMPORTED_MODULE_7__/* .systemKernel */ .F) {
    try {
        const line = await readJudged(place, kernel);
        return line ? show(place.dir, line, nowAt) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
    }
    catch (error) {
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) === undefined)
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .FetchLockError */ .qf('FL_LOCK_DIR', {
            what: `The lock directory '${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)(place.dir)}' cannot be read.`,
            why: reasons[(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) ?? ''] ?? `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_12__/* .inert */ .tJ)((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))}.`,
            fix: 'Look as the user of the runner, or as root.',
        });
    }
}
const reasons = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };
async function readJudged(place, kernel) {
    const found = (0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .findLockDir */ .WY)(place);
    if (!found)
        return undefined;
    const { root, isLocal } = found;
    try {
        const sockets = (0,_host_system_sockets_js__WEBPACK_IMPORTED_MODULE_8__/* .openSockets */ .jx)(root);
        try {
            const askSocket = (0,_host_wake_js__WEBPACK_IMPORTED_MODULE_9__/* .askIn */ .D)(sockets.pathOf);
            return await (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readLine */ .Xw)(root, (it) => (0,_host_liveness_js__WEBPACK_IMPORTED_MODULE_4__/* .judge */ .S4)(it, { kernel, askSocket, isLocal }), kernel);
        }
        finally {
            sockets.close();
        }
    }
    catch (error) {
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errnoOf */ .UQ)(error) === 'ENOENT' && !(0,_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_5__/* .findLockDir */ .WY)(place))
            return undefined;
        throw error;
    }
}
function show(root, { tickets, verdicts }, nowAt) {
    const queue = (0,_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .whoHolds */ .vm)([...new Map(tickets.map((it) => [it.id, it])).values()], verdicts);
    const [deadHolders, deadWaiters] = [queue.dead.filter((it) => it.isGranted), queue.dead.filter((it) => !it.isGranted)];
    const see = (it, index, where = (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .pathOf */ .XM)(root, it)) => seenAt(index < most ? where : undefined, it, verdicts);
    return {
        isThere: true,
        at: nowAt,
        granted: inOrder([...queue.holders, ...deadHolders]).map((it, index) => see(it, index)),
        waiting: [
            ...queue.waiters.map(({ ticket }, index) => ({ ...see(ticket, index), ...placeOf(queue, index) })),
            ...deadWaiters.map((it, index) => ({ ...see(it, index), position: 0, ahead: 0, waitsFor: [] })),
        ],
        dirty: crashed(root).map(({ ticket, path }, index) => ({ ...see(ticket, index, path), verdict: 'dead' })),
    };
}
const inOrder = (tickets) => tickets.sort((a, b) => a.seq - b.seq);
function placeOf({ waiters }, index) {
    const blockers = (index < most && waiters[index]?.blockers) || [];
    const last = blockers.at(-1);
    const near = blockers.filter((it) => it.isGranted || it === last);
    return { position: index + 1, ahead: blockers.length, waitsFor: near.map((it) => it.id) };
}
function seenAt(where, it, verdicts) {
    const living = (0,_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .livingWitnesses */ .$g)(it, verdicts);
    const inside = (where !== undefined && (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(where).isDirectory() && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(where))) || [];
    const [askedAt, grantedAt] = [(0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .timeIn */ .Hi)(inside, 'a'), (0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .timeIn */ .Hi)(inside, 'g')];
    return {
        ...{ id: it.id, token: (0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .tokenOf */ .B9)(it.seq, it.id), mode: it.mode },
        job: where !== undefined && inside.length > 0 ? (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readJob */ .cd)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(where, 'owner.json')) : {},
        ...(askedAt === undefined ? {} : { askedAt }),
        ...(grantedAt === undefined ? {} : { grantedAt }),
        verdict: living.length === 0 && !it.hasStranger ? 'dead' : (0,_host_obstacle_js__WEBPACK_IMPORTED_MODULE_6__/* .bestOf */ .Ui)(living, verdicts),
        witnesses: it.witnesses.slice(0, 16).map((one) => ({ pid: one.pid, verdict: verdicts.get((0,_ticket_js__WEBPACK_IMPORTED_MODULE_11__/* .encodeProcess */ .mW)(one)) ?? 'dead' })),
    };
}
function crashed(root) {
    const room = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'crashed');
    const names = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(room).isDirectory() && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(room)) || [];
    return names.slice(0, most).flatMap((name) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(room, name);
        const ticket = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orNothing */ .bR)(() => (0,_host_line_js__WEBPACK_IMPORTED_MODULE_3__/* .readGranted */ .dA)(path, name));
        return ticket ? [{ ticket, path }] : [];
    });
}


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
/* harmony export */   YW: () => (/* binding */ errandText),
/* harmony export */   lv: () => (/* binding */ takenBack)
/* harmony export */ });
/* unused harmony export takenAway */
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
const takenAway = (what, whyLost) => new FetchLockError('FL_LOST', {
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

/***/ 57371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QY: () => (/* binding */ journalReport)
});

// UNUSED EXPORTS: appendEvent, hostReport, readEvents

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __nccwpck_require__(51002);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: ./lib/src/base/system/random.js + 1 modules
var random = __nccwpck_require__(83664);
;// CONCATENATED MODULE: ./lib/src/report/archive.js




const usualBounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };
const journalOf = (dir) => (0,external_node_path_.join)(dir, 'journal.jsonl');
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;
const listArchives = (dir) => ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(dir)) ?? [])
    .flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    const path = (0,external_node_path_.join)(dir, name);
    const found = number === undefined ? undefined : (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path));
    return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
})
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));
const isSame = (one, other) => one?.ino === other.ino && one.dev === other.dev;
function putAside(live, found, bounds) {
    const dir = (0,external_node_path_.dirname)(live);
    if (wouldShutOut(dir))
        return false;
    return (alone(dir, () => {
        if (!isSame((0,external_node_fs_.lstatSync)(live, { throwIfNoEntry: false }), found))
            return true;
        const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${(0,random/* randomHex */.n)(8)}.jsonl`;
        if (!pattern.test(name))
            return false;
        (0,external_node_fs_.renameSync)(live, (0,external_node_path_.join)(dir, name));
        removeOldest(dir, bounds);
        return true;
    }) ?? false);
}
const deadAfterMs = 10_000;
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
function wouldShutOut(dir) {
    const { uid, mode } = (0,external_node_fs_.statSync)(dir);
    return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}
function removeOldest(dir, { keptBytes, keptFiles }) {
    let bytes = 0;
    const surplus = listArchives(dir).filter((it, index) => {
        bytes += it.bytes;
        return index > 0 && (index >= keptFiles || bytes > keptBytes);
    });
    for (const it of surplus.reverse())
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)(it.path));
}
const mostTries = 20;
function archive_openFiles(dir) {
    const path = journalOf(dir);
    for (let tries = 1;; tries++) {
        const live = openToRead(path);
        const archives = listArchives(dir).flatMap((it) => openToRead(it.path) ?? []);
        if (!live)
            return archives;
        if (archives.some((it) => isSame(it.found, live.found))) {
            closeSync(live.fd);
            return archives;
        }
        if (tries === mostTries || isSame(lstatSync(path, { throwIfNoEntry: false }), live.found))
            return [live, ...archives];
        for (const it of [live, ...archives])
            closeSync(it.fd);
    }
}
function openToRead(path) {
    const fd = orNothing(() => openSync(path, constants.O_RDONLY | safely));
    if (fd === undefined)
        return undefined;
    const found = fstatSync(fd);
    if (found.isFile())
        return { fd, found };
    closeSync(fd);
    return undefined;
}
function archive_readAt(fd, start, end) {
    const bytes = Buffer.alloc(Math.max(0, end - start));
    let read = 0;
    for (let got = 1; got > 0 && read < bytes.length; read += got)
        got = readSync(fd, bytes, read, bytes.length - read, start + read);
    return bytes.subarray(0, read);
}

;// CONCATENATED MODULE: ./lib/src/report/journal.js






function appendEvent(dir, event, bounds = usualBounds) {
    const fd = openLive(journalOf(dir), bounds);
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
const journal_mostTries = 20;
function openLive(path, bounds) {
    for (let tries = 1;; tries++) {
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
        const events = asked.flatMap((it) => parseEvent(it) ?? []).filter((it) => ticket === undefined || it.ticket === ticket);
        const recent = events.filter((it) => Date.parse(it.ts) >= sinceAt);
        pieces.push(recent);
        if (events.length > 0 && recent.length === 0)
            break;
    }
    return pieces.reverse().flat();
}
const pieceBytes = 262_144;
function* readBackwards(dir, mostBytes) {
    const files = openFiles(dir);
    try {
        let left = mostBytes;
        for (const { fd, found } of files) {
            let rest = Buffer.alloc(0);
            const { size } = found;
            const first = Math.max(0, size - left);
            for (let end = size; end > first; end = Math.max(first, end - pieceBytes)) {
                const start = Math.max(first, end - pieceBytes);
                const bytes = Buffer.concat([readAt(fd, start, end), rest]);
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
            closeSync(it.fd);
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
        const where = dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${inert(dir, 4096)}'`;
        info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
    };
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
/******/ var __webpack_exports__ = __nccwpck_require__(21782);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
