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

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

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

/***/ 80481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

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

/***/ 84350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ isCacheKey),
/* harmony export */   w: () => (/* binding */ inputOf)
/* harmony export */ });
const inputOf = (env, name) => (env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();
const isCacheKey = (text) => text !== '' && text.length <= 512 && !/[,\p{Cc}]/u.test(text);


/***/ }),

/***/ 3339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _: () => (/* binding */ release)
});

// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/duration.js
var duration = __nccwpck_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: ./lib/src/lock/host/liveness.js
var liveness = __nccwpck_require__(87350);
// EXTERNAL MODULE: ./lib/src/lock/host/system/kernel.js + 2 modules
var system_kernel = __nccwpck_require__(82785);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __nccwpck_require__(76074);
;// CONCATENATED MODULE: ./lib/src/fetch/fencing/turn.js










const roomOf = (commonDir) => (0,external_node_path_.join)(commonDir, 'refs', 'fetch-lock');
const turnFile = (commonDir) => (0,external_node_path_.join)(roomOf(commonDir), 'writer.lock');
const hostWord = (0,external_node_os_.hostname)().replace(/[^\w.-]/g, '_') || '_';
const thisHost = ({ boot, namespace } = systemKernel) => `${hostWord} ${boot}-${namespace}`;
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
const lookMs = 50;
async function takeTurn(commonDir, clock, signal) {
    const untilMs = clock.now() + patienceMs;
    const line = `- ${hostWord} ${encodeProcess({ ...thisProcess(), key: '0' })}`;
    try {
        for (;;) {
            signal.throwIfAborted();
            if (make(turnFile(commonDir), line)) {
                return (now = commonDir) => {
                    if (read(turnFile(now))?.startsWith(line))
                        unless(['ENOENT'], () => unlinkSync(turnFile(now)));
                };
            }
            if (freeTurn(commonDir))
                continue;
            if (clock.now() > untilMs)
                throw stuck(commonDir, clock);
            await pause(clock, lookMs, signal);
        }
    }
    catch (error) {
        if (error instanceof FetchLockError || signal.aborted)
            throw error;
        throw new FetchLockError('FL_BACKEND', {
            what: `The fence of '${inert(commonDir)}' could not be moved.`,
            why: `${messageOf(error)}.`,
            fix: `Let this user write to '${inert(roomOf(commonDir))}'.`,
        }, error);
    }
}
function make(file, line) {
    mkdirSync(join(file, '..'), { recursive: true });
    const fd = unless(['EEXIST', 'ENOENT'], () => openSync(file, 'wx', 0o664));
    if (fd === undefined)
        return false;
    try {
        writeSync(fd, `${line}\n`);
        return isAt(file, fd);
    }
    catch (error) {
        orNothing(() => isAt(file, fd) && unlinkSync(file));
        throw error;
    }
    finally {
        closeSync(fd);
    }
}
const isAt = (file, fd) => lstatSync(file, { throwIfNoEntry: false })?.ino === fstatSync(fd).ino;
function stuck(commonDir, clock) {
    const file = turnFile(commonDir);
    const found = orNothing(() => lstatSync(file));
    const since = found === undefined ? '' : ` for ${formatDuration(Math.max(0, Math.round(clock.wall() - found.mtimeMs)))}`;
    const text = orNothing(() => read(file)) ?? '';
    const maker = makerOf(text);
    return new FetchLockError('FL_BACKEND', {
        what: `'${inert(file)}' has been there${since}: a change of refs in that repository does not end.`,
        ...(maker ? byMaker(maker, file) : byNobody(file, found?.isFile() ?? true, text === '')),
    });
}
const byMaker = ({ host, process: { pid } }, file) => ({
    why: `It was made by process ${pid} on host '${host}', which cannot be seen from here or does not go on.`,
    fix: `Any job on that host clears it once that process is gone. If the host is gone for good, remove it: \`rm -- ${quoteForShell(file)}\`.`,
});
const byNobody = (file, isFile, isEmpty) => ({
    why: !isFile
        ? 'It is no plain file, so neither git nor fetch-lock made it.'
        : isEmpty
            ? 'It is empty or too large: a host that stopped while it was written, or a full disk, leaves it so.'
            : 'It does not say who made it.',
    fix: `Once no job works in that repository, on any host, remove it: \`rm -r -- ${quoteForShell(file)}\`.`,
});

// EXTERNAL MODULE: ./lib/src/git/operands.js
var operands = __nccwpck_require__(74595);
;// CONCATENATED MODULE: ./lib/src/fetch/sharing/pins.js





const room = 'refs/fetch-lock';
function pinName(ticket, commit) {
    if (!isId(ticket) || !isCommitId(commit))
        throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
    return `${room}/${ticket}/${commit}`;
}
function decodePin(name) {
    const [ticket = '', commit = '', ...more] = name.startsWith(`${room}/`) ? name.slice(room.length + 1).split('/') : [];
    return isId(ticket) && isCommitId(commit) && more.length === 0 ? { ticket, commit } : undefined;
}
const hasRoom = ({ guards }) => orNothing(() => accessSync(join(guards, 'refs'), constants.W_OK) ?? true) ?? false;
const gone = (/* unused pure expression or super */ null && (['ENOENT', 'ENOTDIR']));
function hasPins({ guards }) {
    try {
        if (unless(gone, () => lstatSync(join(guards, 'reftable'))))
            return true;
        if ((unless(gone, () => readdirSync(join(guards, room))) ?? []).some(isId))
            return true;
        const packed = join(guards, 'packed-refs');
        const found = unless(gone, () => lstatSync(packed));
        return found !== undefined && (!found.isFile() || hasPacked(readFileSync(packed)));
    }
    catch {
        return true;
    }
}
function hasPacked(packed) {
    const start = ` ${room}/`;
    for (let at = packed.indexOf(start); at >= 0; at = packed.indexOf(start, at + 1))
        if (isId(packed.toString('latin1', at + start.length, at + start.length + 16)))
            return true;
    return false;
}
const patiently = (/* unused pure expression or super */ null && (['-c', 'core.packedRefsTimeout=30000', '-c', 'core.filesRefLockTimeout=5000']));
const update = (lines, git) => lines.length === 0 ? Promise.resolve() : git([...patiently, 'update-ref', '--no-deref', '--stdin', '-z'], lines.join(''));
async function pin(pins, git) {
    await update(pins.map(({ ticket, commit }) => `update ${pinName(ticket, commit)}\0${commit}\0\0`), git);
}
async function drop(pins, git) {
    await update(pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`), git);
}
function unpin(ticket, { guards }) {
    const [own, all] = [(0,external_node_path_.join)(guards, room, ticket), (0,external_node_path_.join)(guards, room)];
    if (!(0,lock_ticket/* isId */.eQ)(ticket) || ![(0,external_node_path_.join)(guards, 'refs'), all, own].every((it) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(it).isDirectory())))
        return;
    for (const name of (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(own)) ?? [])
        if ((0,operands/* isCommitId */.jh)(name))
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_.join)(own, name)));
    for (const it of [own, all])
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmdirSync)(it));
}
async function sweepPins(isLiving, git) {
    const lines = await git(['for-each-ref', '--format=%(refname)', `${room}/`]);
    const found = lines.map(decodePin).filter((it) => it !== undefined);
    if (found.length === 0)
        return 0;
    const living = new Set(await isLiving());
    const left = found.filter(({ ticket }) => !living.has(ticket));
    await drop(left, git);
    return left.length;
}

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

// EXTERNAL MODULE: ./lib/src/lock/host/line.js
var line = __nccwpck_require__(34033);
// EXTERNAL MODULE: ./lib/src/lock/host/lock-dir.js + 1 modules
var lock_dir = __nccwpck_require__(63197);
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
async function lookAt(place, nowAt, kernel = systemKernel) {
    try {
        const line = await look_readJudged(place, kernel);
        return line ? show(place.dir, line, nowAt) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
    }
    catch (error) {
        if (errnoOf(error) === undefined)
            throw error;
        throw new FetchLockError('FL_LOCK_DIR', {
            what: `The lock directory '${inert(place.dir)}' cannot be read.`,
            why: reasons[errnoOf(error) ?? ''] ?? `${inert(messageOf(error))}.`,
            fix: 'Look as the user of the runner, or as root.',
        });
    }
}
const reasons = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };
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
function show(root, { tickets, verdicts }, nowAt) {
    const queue = whoHolds([...new Map(tickets.map((it) => [it.id, it])).values()], verdicts);
    const [deadHolders, deadWaiters] = [queue.dead.filter((it) => it.isGranted), queue.dead.filter((it) => !it.isGranted)];
    const see = (it, index, where = pathOf(root, it)) => seenAt(index < most ? where : undefined, it, verdicts);
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
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => (0,lock_ticket/* isId */.eQ)(it.replace(newSuffix, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            remove((0,external_node_path_.join)(sockets, name));
}
const remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js

















const [signInMs, sweepMs] = [30_000, 10_000];
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

// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __nccwpck_require__(51002);
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
const journal_mostTries = 20;
function openLive(path, bounds) {
    for (let tries = 1;; tries++) {
        const fd = (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.openSync)(path, toAppend)) ?? (0,errors/* unless */.NJ)(['EEXIST'], () => journal_make(path));
        if (fd === undefined) {
            if (tries < journal_mostTries)
                continue;
            throw new Error(`'${path}' comes and goes`);
        }
        try {
            const found = (0,external_node_fs_.fstatSync)(fd);
            if (!found.isFile())
                throw new Error(`'${path}' is not a file`);
            if (found.size < bounds.liveBytes || tries >= journal_mostTries || !(0,archive/* putAside */.Ew)(path, found, bounds))
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
        const where = dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${inert(dir, 4096)}'`;
        info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
    };
}

// EXTERNAL MODULE: ./lib/src/report/timeline.js
var timeline = __nccwpck_require__(41886);
;// CONCATENATED MODULE: ./lib/src/report/waiting/elsewhere.js

const elsewhere_isElsewhere = ({ row }) => row.outcome === 'elsewhere';
function holdsElsewhere(spans) {
    const own = new Set(spans.map((it) => it.row.ticket));
    const met = new Map();
    for (const span of spans) {
        for (const sighting of span.row.met) {
            if (own.has(sighting.ticket))
                continue;
            const isOpen = sighting.goneAt === undefined && span.isOpen && !span.isGranted;
            const untilAt = Math.max(sighting.seenAt, Math.min(span.waitedUntil, sighting.goneAt ?? span.waitedUntil));
            met.set(sighting.ticket, [...(met.get(sighting.ticket) ?? []), { sighting, untilAt, isOpen }]);
        }
    }
    return [...met].map(([ticket, seen]) => elsewhere_join(ticket, seen));
}
function elsewhere_join(ticket, seen) {
    const written = seen.filter((it) => it.sighting.mode !== 'shared');
    const { job, mode } = (written.at(0) ?? seen[0]).sighting;
    const grants = seen.flatMap((it) => it.sighting.grantedAt ?? []);
    const fromAt = Math.min(...grants, ...seen.map((it) => it.sighting.seenAt));
    const endsAt = Math.max(...seen.map((it) => it.untilAt));
    const downgradedAt = Math.max(fromAt, ...(written.length > 0 ? written : seen).map((it) => it.untilAt));
    const row = {
        ...(0,timeline/* blankRow */.J3)(ticket, fromAt),
        ...{ job, mode, outcome: 'elsewhere' },
        ...(grants.length > 0 ? { grantedAt: fromAt } : {}),
        ...(downgradedAt < endsAt && written.length < seen.length ? { downgradedAt } : {}),
    };
    return {
        ...{ row, askedAt: fromAt, waitedUntil: fromAt, endsAt, isGranted: true },
        ...{ downgradedAt: row.downgradedAt ?? endsAt, isOpen: seen.some((it) => it.isOpen) },
    };
}

;// CONCATENATED MODULE: ./lib/src/report/waiting/spans.js


const longestMs = 2 ** 31;
function spansOf(rows, nowAt) {
    const granted = new Map();
    const spans = rows.toReversed().map((row) => {
        const span = settle(row, nowAt, granted);
        const mode = plainMode(row.mode);
        if (span.isGranted)
            granted.set(mode, Math.min(span.waitedUntil, granted.get(mode) ?? Number.POSITIVE_INFINITY));
        return span;
    });
    return [...spans.reverse(), ...holdsElsewhere(spans)].sort((a, b) => a.askedAt - b.askedAt);
}
const plainMode = (mode) => (mode === 'exclusive' || mode === 'update' ? mode : 'shared');
function settle(row, nowAt, granted) {
    const isOpen = row.endedAt === undefined && (row.outcome === 'waiting' || row.outcome === 'holding');
    const mode = row.downgradedAt === undefined ? row.mode : 'shared';
    const overtakenAt = [...granted]
        .filter(([later, at]) => at > (row.grantedAt ?? row.askedAt) && (0,timeline/* doConflict */._H)(mode, later))
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
const spans_waitedMs = (span) => span.waitedUntil - span.askedAt;
const heldMs = (span) => span.endsAt - span.waitedUntil;
const waitOf = ({ askedAt, waitedUntil }) => ({ fromAt: askedAt, toAt: waitedUntil });
function holdsOf({ row, isGranted, waitedUntil, downgradedAt, endsAt }) {
    if (!isGranted)
        return [];
    const mode = plainMode(row.mode);
    if (row.downgradedAt === undefined || mode === 'shared')
        return [{ mode, fromAt: waitedUntil, toAt: endsAt }];
    return [
        { mode, fromAt: waitedUntil, toAt: downgradedAt },
        { mode: 'shared', fromAt: downgradedAt, toAt: endsAt },
    ];
}
const overlapMs = (a, b) => Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.fromAt));
const around = (spans, mine) => spans.filter((it) => it.askedAt <= mine.endsAt && it.endsAt >= mine.askedAt);

;// CONCATENATED MODULE: ./lib/src/report/waiting/bursts.js

const gapMs = 5000;
const mostMembers = 24;
const mostGuests = 4;
const mostInBurst = mostMembers + mostGuests;
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
const bursts_worthMs = 1000;
function chooseBursts(bursts, mostSpans) {
    const waited = bursts.filter((it) => it.waitedMs >= bursts_worthMs).sort((a, b) => b.waitedMs - a.waitedMs);
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
const steps = (/* unused pure expression or super */ null && ([
    100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000,
    14_400_000, 21_600_000, 43_200_000, 86_400_000,
]));
const stepFor = (ms, most) => steps.find((it) => ms / it <= most) ?? Math.ceil(ms / most / 86_400_000) * 86_400_000;

;// CONCATENATED MODULE: ./lib/src/report/waiting/obstacles.js


const leastPart = 0.02;
const mostObstacles = 20;
const mostLooked = 500;
function obstacles_inTheWay(spans) {
    const found = new Map();
    const granted = spans.filter((it) => it.isGranted).sort(byGrant);
    let seen = 0;
    let holding = [];
    let waiting = [];
    for (const span of spans) {
        for (; granted[seen] && (granted[seen]?.waitedUntil ?? 0) <= span.askedAt; seen += 1)
            holding.push(granted[seen]);
        holding = holding.filter((it) => it.endsAt > span.askedAt).slice(-mostLooked);
        waiting = waiting.filter((it) => it.waitedUntil > span.askedAt).slice(-mostLooked);
        if (waitedMs(span) > 0) {
            const obstacles = choose(span, [...holding, ...grantedWithin(granted, seen, span)], waiting).slice(0, mostObstacles);
            if (obstacles.length > 0)
                found.set(span, obstacles);
            waiting.push(span);
        }
    }
    return found;
}
function obstaclesOf(spans, mine) {
    const before = spans.slice(0, spans.indexOf(mine));
    return choose(mine, spans.filter((it) => it.isGranted).sort(byGrant), before.filter((it) => it.waitedUntil > mine.askedAt));
}
const byGrant = (a, b) => a.waitedUntil - b.waitedUntil;
function grantedWithin(granted, from, span) {
    let end = from;
    while (end < granted.length && end < from + mostLooked && (granted[end]?.waitedUntil ?? 0) < span.waitedUntil)
        end += 1;
    return granted.slice(from, end);
}
function choose(mine, holding, waiting) {
    const inFront = waiting.filter((it) => (0,timeline/* doConflict */._H)(it.row.mode, mine.row.mode));
    const kept = keptBy(mine, inFront);
    const held = holding
        .filter((it) => it !== mine)
        .map((span) => ({ span, ms: holdsOf(span).reduce((sum, it) => sum + overlapMs(it, kept[it.mode]), 0) }))
        .filter(({ ms }) => ms > 0 && ms >= spans_waitedMs(mine) * leastPart)
        .sort((a, b) => b.ms - a.ms);
    return held.length > 0 ? held : inFront.map((span) => ({ span, ms: 0 }));
}
function keptBy(mine, inFront) {
    const { fromAt, toAt } = waitOf(mine);
    const last = { fromAt, toAt: Math.max(toAt, fromAt + 1) };
    const lastOf = (mode) => {
        if ((0,timeline/* doConflict */._H)(mode, mine.row.mode))
            return last;
        const kept = inFront.filter((it) => (0,timeline/* doConflict */._H)(mode, it.row.mode));
        return {
            fromAt,
            toAt: Math.min(last.toAt, kept.reduce((most, it) => Math.max(most, it.waitedUntil), fromAt)),
        };
    };
    return { exclusive: lastOf('exclusive'), update: lastOf('update'), shared: lastOf('shared') };
}
const leastMs = 1000;
function concerned(spans, mine) {
    const noticedMs = Math.min(leastMs, spans_waitedMs(mine) / 20);
    const waiters = spans
        .filter((it) => it !== mine && overlapMs(waitOf(it), waitOf(mine)) > noticedMs)
        .sort((a, b) => Math.abs(a.askedAt - mine.askedAt) - Math.abs(b.askedAt - mine.askedAt));
    const obstacles = obstaclesOf(spans, mine).filter((it) => it.ms > 0);
    return [...new Set([...obstacles.map((it) => it.span), ...waiters])];
}

;// CONCATENATED MODULE: ./lib/src/report/words.js


function words_nameJob(job) {
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
    const name = `${words_nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${formatDuration(it.heldMs)}, ` : ''}${words_liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${words_nameJob(it.waitsFor)}` : name;
};
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${plural(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${plural(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
const words_keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = inert(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${formatDuration(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${inert(path)}: ${inFront(line)}. ${words_keptBy(line)}.${linkTo(line)}`;
const sayBehind = (path, line, waitedMs) => `Waiting ${formatDuration(waitedMs)}. ${words_keptBy(line)}; ${line.ahead} in front, for ${inert(path)}.`;
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${inert(path)} may end in vain: it ends after ${formatDuration(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${inert(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${formatDuration(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${(0,base_text/* inert */.tJ)(path)}, held for ${(0,duration/* formatDuration */.a)(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${inert(path)} was recovered: ${words_nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${inert(path)} may be half-written: ${holders.map(words_nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
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
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${inert(path)} is taken.`
        : `Waited ${formatDuration(waitedMs)} for the ${mode} lock on ${inert(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${words_keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${inert(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : words_nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : words_nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${inert(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${inert(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});

;// CONCATENATED MODULE: ./lib/src/report/pictures/captions.js







const captions_leastMs = 50;
const endings = {
    timeout: 'gave up',
    cancelled: 'was cancelled',
    died: 'died without letting go',
    broken: 'was ended by an admin',
    unavailable: 'got no lock',
    deadlock: 'was refused: it would have been a deadlock',
    bypassed: 'went on without the lock',
    elsewhere: 'on another host',
};
const numberSpans = ({ spans }) => new Map(spans.map((it, index) => [it, index + 1]));
function captions_sayBehind(obstacles, numbers) {
    const first = obstacles.find((it) => numbers.has(it.span));
    if (!first)
        return obstacles.length > 0 ? `behind ${plural(obstacles.length, 'request')} before these` : '';
    return `behind ${numbers.get(first.span)}${obstacles.length > 1 ? ` and ${obstacles.length - 1} more` : ''}`;
}
const isMember = (span, fromAt) => span.askedAt >= fromAt;
function saySpan(span, fromAt, obstacles, numbers) {
    const { row, isOpen, isGranted } = span;
    const waits = waitedMs(span) >= captions_leastMs && isMember(span, fromAt);
    const fetched = { none: '', present: 'nothing to fetch', joined: captions_sayJoined(row.joined), fetched: 'fetched' }[row.fetched];
    return [
        waits && `${isOpen && !isGranted ? 'has waited' : 'waited'} ${formatDuration(waitedMs(span))} ${captions_sayBehind(obstacles, numbers)}`.trim(),
        isMember(span, fromAt) && fetched && (row.merged > 0 ? `${fetched}, also for ${plural(row.merged, 'request')} in line` : fetched),
        isGranted && `${isOpen ? 'has held' : 'held'} ${sayHeld(span)}`,
        isGranted || row.outcome !== 'died' ? endings[row.outcome] : 'died while it waited',
        ...sayIncidents(row),
    ]
        .filter(Boolean)
        .join(' \u00b7 ');
}
const sayHeld = (span) => `${elsewhere_isElsewhere(span) ? 'at least ' : ''}${(0,duration/* formatDuration */.a)(heldMs(span))}`;
const incidents = {
    mirror_created: () => 'cloned the mirror',
    mirror_restored: () => 'restored the mirror from the cache',
    mirror_rebuilt: () => 'made the mirror anew',
    mirror_saved: () => 'saved the mirror to the cache',
    git_retried: (count) => `tried git again ${count === 1 ? 'once' : `${count} times`}`,
    git_lock_removed: (count) => `removed ${(0,base_text/* plural */.LS)(count, 'left-over lock file')} of git`,
};
const sayIncidents = ({ incidents: found }) => Object.keys(incidents).flatMap((it) => (found[it] ? [incidents[it](found[it])] : []));
const captions_sayJoined = ([first]) => (first ? `joined the fetch of ${nameShortly(first, 60)}` : 'joined a fetch');
function sayTime(at) {
    const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
    return `${Number(day)} ${month} ${year} ${time} UTC`;
}
function nameSpan(span, most) {
    const { job } = span.row;
    if (!isElsewhere(span) || job.host === undefined)
        return nameShortly(job, most);
    const host = ` on ${inert(job.host, Math.floor(most / 2))}`;
    return `${nameShortly({ ...job, host: '' }, Math.max(4, most - columnsOf(host)))}${host}`;
}
function nameShortly(job, most) {
    const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
    return inert(job.job ? `${job.job}${leg}` : (job.command ?? nameJob(job)), most);
}
function figuresInWords(figures) {
    const { requests, p50Ms, p95Ms, totalMs, timeouts, recoveries, bypassed, fetches } = figures;
    const all = [
        [requests, requests === 1 ? 'request' : 'requests'],
        [p50Ms === undefined ? undefined : formatDuration(p50Ms), 'median wait (p50)'],
        [p95Ms === undefined ? undefined : formatDuration(p95Ms), 'p95 wait'],
        [totalMs >= captions_leastMs ? formatDuration(totalMs) : undefined, 'of waiting in all'],
        [timeouts || undefined, 'gave up'],
        [recoveries || undefined, recoveries === 1 ? 'job died' : 'jobs died'],
        [bypassed || undefined, 'went on without the lock'],
        [fetches.asked > 0 ? `${fetches.saved} of ${fetches.asked}` : undefined, 'fetches saved'],
    ];
    return all.flatMap(([number, of]) => (number === undefined ? [] : [[String(number), of]]));
}
function sayBlockers({ blockers, figures }, most) {
    const named = blockers.slice(0, most).map((it) => `${it.name} (${formatDuration(it.ms)}, ${plural(it.waits, 'wait')})`);
    if (named.length > 0)
        return `Most of the waiting was for ${named.join('; ')}.`;
    return figures.totalMs < worthMs ? 'Nobody had to wait for anybody.' : 'Whom they waited for is not in the journal.';
}
function sayAdvice({ blockers: [worst], figures }) {
    const { p95Ms } = figures;
    if (p95Ms === undefined || figures.totalMs < worthMs)
        return '';
    if (p95Ms < worthMs)
        return `It is no bottleneck: 95 % waited at most ${formatDuration(p95Ms)}.`;
    if (!worst || worst.gitMs === 0 || worst.aloneMs < worthMs)
        return '';
    const held = `${worst.name} had it to itself for ${formatDuration(worst.aloneMs)}, of which git took ${formatDuration(Math.min(worst.gitMs, worst.aloneMs))}`;
    return worst.gitMs * 2 < worst.aloneMs
        ? `${held}: there, \`hold: step\` would free it once git is done, and \`mode: auto\` share it.`
        : `${held}: a narrower fetch, \`want\` or \`max-age\` would leave git less to do.`;
}
function sayLeft({ spans }, drawn) {
    const shown = new Set(drawn.flatMap((it) => it.spans));
    const count = spans.filter((it) => !shown.has(it)).length;
    return count > 0 ? `${plural(count, 'more request')} not drawn, which waited less or held nobody up; the numbers count all of them.` : '';
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/gantt.js




const dayMs = 24 * 3_600_000;
const gantt_longestMs = 31 * dayMs;
const gantt_leastMs = 1000;
const mostTicks = 9;
const ticks = [
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((every) => ({ ms: every, name: `${every}millisecond` })),
    ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 1000, name: `${every}second` })),
    ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 60_000, name: `${every}minute` })),
    ...[1, 2, 3, 6, 12].map((every) => ({ ms: every * 3_600_000, name: `${every}hour` })),
    ...[1, 2, 5].map((every) => ({ ms: every * dayMs, name: `${every}day` })),
];
const width = 900;
const paddings = { left: 170, right: 190 };
const plotWidth = width - paddings.left - paddings.right;
const letterWidth = 5.8;
const thinnestWidth = 6;
const diamondWidth = 20;
const diamond = 'milestone, ';
const [longestName, longestHost] = [25, 11];
const colours = {
    doneTaskBkgColor: '#d0d7de',
    doneTaskBorderColor: '#afb8c1',
    activeTaskBkgColor: '#6cb0ff',
    activeTaskBorderColor: '#3b82e0',
    taskBkgColor: '#d3e6ff',
    taskBorderColor: '#8fbcf5',
    critBkgColor: '#ff7b72',
    critBorderColor: '#d1242f',
    taskTextColor: '#1f2328',
    taskTextDarkColor: '#1f2328',
    sectionBkgColor: '#80808066',
    sectionBkgColor2: '#80808066',
    altSectionBkgColor: 'transparent',
    gridColor: '#80808066',
};
function renderGantt(shown, mine) {
    const view = viewOf(shown, mine);
    const spanMs = view.toAt - view.fromAt;
    if (!(spanMs < gantt_longestMs))
        return undefined;
    const drawn = shown.map(({ span, number }) => ({
        name: `${number}. ${span === mine ? '\u25b8 this job' : gantt_nameShortly(span)}`,
        bars: shareTexts(barsOf(span, span === mine, view), view),
    }));
    return [
        '```mermaid',
        '---',
        'displayMode: compact',
        'config:',
        '  gantt:',
        `    useWidth: ${width}`,
        `    leftPadding: ${paddings.left}`,
        `    rightPadding: ${paddings.right}`,
        '  themeVariables:',
        ...Object.entries(colours).map(([name, colour]) => `    ${name}: "${colour}"`),
        '---',
        'gantt',
        '  accTitle: Who waited for whom',
        `  dateFormat ${spanMs < dayMs ? 'HH:mm:ss.SSS' : 'YYYY-MM-DD HH:mm:ss.SSS'}`,
        `  axisFormat ${axisOf(spanMs)}`,
        `  tickInterval ${(ticks.find(({ ms }) => ms * mostTicks >= spanMs) ?? { name: '5day' }).name}`,
        '  todayMarker off',
        ...drawn.flatMap(({ name, bars }) => [`  section ${name}`, ...bars.map((bar) => drawBar(bar, view))]),
        '```',
        '',
    ].join('\n');
}
function viewOf(shown, mine) {
    const { fromAt, toAt } = waitOf(mine);
    const marginMs = Math.max(gantt_leastMs, toAt - fromAt);
    const firstAt = Math.min(...shown.map(({ span }) => span.askedAt));
    return {
        fromAt: Math.max(fromAt - marginMs, Math.min(fromAt, firstAt)),
        toAt: Math.max(toAt, fromAt + 1, Math.min(toAt + marginMs, mine.endsAt)),
    };
}
function barsOf(span, isMine, view) {
    const thinnestMs = ((view.toAt - view.fromAt) * thinnestWidth) / plotWidth;
    const stretches = holdsOf(span);
    const wait = clip({ ...waitOf(span), ...sayWait(span) }, view);
    const holds = stretches.map((hold, index) => ({ ...hold, ...sayHold(span, hold, index === stretches.length - 1) }));
    const bars = [wait, ...(span.row.fetched === 'joined' ? afterDiamond(holds, view) : holds)].map((bar) => clip(bar, view));
    const drawn = bars.filter((bar, index) => bar.toAt - bar.fromAt >= thinnestMs || bar.tag === diamond || (index === 0 && (isMine || holds.length === 0)));
    return (drawn.length > 0 ? drawn : bars.slice(-1)).map((bar) => bar.tag === diamond ? bar : { ...bar, fromAt: Math.max(view.fromAt, Math.min(bar.fromAt, bar.toAt - thinnestMs)) });
}
function afterDiamond(holds, view) {
    const [first] = holds;
    if (!first)
        return [];
    const fromAt = first.fromAt + ((view.toAt - view.fromAt) * diamondWidth) / 2 / plotWidth;
    const mark = { fromAt: first.fromAt, toAt: first.fromAt, tag: diamond, says: 'joined', short: 'joined' };
    return [mark, ...holds.map((bar) => ({ ...bar, fromAt: Math.max(bar.fromAt, Math.min(fromAt, bar.toAt)) }))];
}
function clip(bar, view) {
    const within = (at) => Math.min(view.toAt, Math.max(view.fromAt, at));
    return { ...bar, fromAt: within(bar.fromAt), toAt: within(bar.toAt) };
}
function sayWait(span) {
    const { row, isGranted, isOpen } = span;
    const short = (0,duration/* formatDuration */.a)(row.waitedMs ?? spans_waitedMs(span));
    if (isGranted)
        return { tag: 'done, ', says: `waits ${short}`, short };
    switch (row.outcome) {
        case 'timeout':
        case 'deadlock':
            return { tag: 'crit, ', says: `gave up after ${short}`, short };
        case 'bypassed':
            return { tag: 'crit, ', says: `went on without it after ${short}`, short };
        case 'waiting':
            return { tag: 'done, ', says: `waits ${short}${isOpen ? ' so far' : ''}`, short };
        default:
            return { tag: 'done, ', says: `${row.outcome} after ${short}`, short };
    }
}
const gantt_endings = { died: ', then died', broken: ', then lost it' };
function sayHold(span, { mode, fromAt, toAt }, isLast) {
    const { row, isOpen } = span;
    const short = (0,duration/* formatDuration */.a)(toAt - fromAt);
    const says = `${mode === 'shared' ? 'shares' : 'holds'} ${elsewhere_isElsewhere(span) ? 'at least ' : ''}${short}${(isLast && (isOpen ? ' so far' : gantt_endings[row.outcome])) || ''}`;
    return { tag: mode === 'shared' ? '' : 'active, ', says, short };
}
function shareTexts(bars, view) {
    const pixels = (ms) => (ms / (view.toAt - view.fromAt)) * plotWidth;
    const over = [];
    const told = bars.map((bar) => {
        const says = [bar.says, bar.short].find((text) => text.length * letterWidth <= pixels(bar.toAt - bar.fromAt));
        if (says === undefined)
            over.push(bar.says);
        return { ...bar, says: says ?? '\u00b7' };
    });
    const toAt = bars.at(-1)?.toAt ?? view.toAt;
    return over.length === 0 ? told : [...told, { fromAt: toAt, toAt, tag: '', says: over.join(', '), short: '' }];
}
const drawBar = ({ tag, says, fromAt, toAt }, view) => {
    const stamp = (at) => stampOf(at - view.fromAt, view.toAt - view.fromAt);
    return `  ${says} :${tag}${stamp(fromAt)}, ${stamp(toAt)}`;
};
function stampOf(ms, spanMs) {
    const text = new Date(Math.round(ms)).toISOString();
    return spanMs < dayMs ? text.slice(11, 23) : `2001-01-${text.slice(8, 10)} ${text.slice(11, 23)}`;
}
function axisOf(spanMs) {
    if (spanMs < 5000)
        return '%-S.%L s';
    if (spanMs < 3_600_000)
        return '%-M m %S s';
    return spanMs < dayMs ? '%-H h %M m' : 'day %-j, %-H h';
}
function gantt_nameShortly(span) {
    const { host } = span.row.job;
    if (!elsewhere_isElsewhere(span) || host === undefined)
        return nameIn(span.row.job, longestName);
    const where = ` on ${plainName(host, longestHost)}`;
    return `${nameIn(span.row.job, longestName - where.length)}${where}`;
}
function nameIn({ repository, job, job_index: index, user, host, command }, most) {
    const leg = job && index && index !== '0' ? ` (${index})` : '';
    const name = [repository?.split('/').at(-1), job ? `${job}${leg}` : '', job || repository ? '' : (command ?? user ?? host)].filter(Boolean);
    return plainName(name.join(' '), most) || 'a job without a name';
}
function plainName(name, most) {
    const plain = (0,base_text/* inert */.tJ)(name, 200)
        .replace(/[^\p{L}\p{M}\p{N} .,_()/-]/gu, ' ')
        .replace(/\p{M}{3,}/gu, '')
        .replace(/\s+/g, ' ')
        .trim();
    return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/\p{Cs}$/u, '')}\u2026`;
}

;// CONCATENATED MODULE: ./lib/src/report/pictures/summary.js











const mostRows = 40;
const summary_mostBytes = 65_536;
const summary_dayMs = 24 * 3_600_000;
const isOurs = ({ ticket }, row) => row.ticket === ticket;
const mineOf = (wait) => wait?.rows.find((row) => isOurs(wait, row));
function renderSummary(step) {
    const { waits, result } = step;
    const failed = waits.findLast((it) => mineOf(it)?.outcome === result) ?? waits.findLast(mineOf) ?? waits[0];
    const told = result === 'acquired' ? waits.slice(0, mostRows) : [failed];
    const why = step.failure ? ` ${(0,base_text/* inertMarkdown */.Ic)(step.failure, 1000)}` : '';
    const sentences = told.map((it) => sentence(step, it));
    const blames = told.map((it) => sayObstacles(step, it));
    const savings = told.map((it) => savedLine(it, waits.length));
    const headingOf = (count) => `### fetch-lock\n\n${sentences.slice(0, count).join('\n\n')}${why}\n${blames.slice(0, count).join('')}${savings.slice(0, count).join('')}`;
    let count = told.length;
    while (count > 1 && Buffer.byteLength(headingOf(count)) > summary_mostBytes)
        count -= 1;
    const pieces = waits.slice(0, mostRows).flatMap((it) => renderWait(step, it));
    return pieces.reduce((text, piece) => (Buffer.byteLength(text + piece) <= summary_mostBytes ? text + piece : text), headingOf(count));
}
function renderWait({ waits, waitedMs, nowAt }, wait) {
    const spans = spansOf(wait.rows, nowAt);
    const mine = spans.find(({ row }) => isOurs(wait, row));
    const hasWaited = (mine?.row.waitedMs ?? (waits.length === 1 ? waitedMs : undefined) ?? 0) >= bursts_worthMs || (mine?.row.ahead ?? 0) > 0;
    if (!mine || !hasWaited)
        return [];
    const all = around(spans, mine);
    const drawable = concerned(spans, mine);
    const most = Math.max(1, Math.floor(mostRows / waits.length));
    const shown = [...new Set([mine, ...drawable, ...all])].slice(0, most).sort((a, b) => a.askedAt - b.askedAt);
    const numbered = shown.map((span, index) => ({ span, number: index + 1 }));
    const drawn = numbered.filter(({ span }) => span === mine || drawable.includes(span));
    const where = waits.length > 1 ? ` on ${(0,base_text/* inertMarkdown */.Ic)(wait.path, 200)}` : '';
    const chart = renderGantt(drawn, mine);
    const left = drawable.length + 1 - drawn.length;
    const leftOut = left > 0 ? `\n${(0,base_text/* plural */.LS)(left, 'more request')} of that time not drawn.\n` : '';
    const picture = chart === undefined ? [] : [`${where && `\nThe wait${where}:\n`}\n${chart}${leftOut}`];
    return [...picture, renderFold(wait, mine, numbered, all.length - shown.length, where, nowAt)];
}
function renderFold(wait, mine, shown, more, where, nowAt) {
    const parts = [
        `<details><summary>Who waited for whom${where}</summary>`,
        [
            '| # | job | mode | waited | held | git | fetch | outcome |',
            '|--:|---|---|--:|--:|--:|---|---|',
            ...shown.map((it) => renderRow(it, it.span === mine)),
        ].join('\n'),
        ...(more > 0 ? [`${(0,base_text/* plural */.LS)(more, 'more request')} not shown.`] : []),
        ...sayHistory(wait.rows, nowAt),
        '</details>',
    ];
    return `\n${parts.join('\n\n')}\n`;
}
function sayHistory(rows, nowAt) {
    const { sinceAt, waits, p50Ms, p95Ms, timeouts, recoveries } = recentHistory(rows, nowAt);
    const firstAt = rows.find((row) => row.askedAt >= sinceAt)?.askedAt;
    if (waits < 2 || firstAt === undefined || p50Ms === undefined || p95Ms === undefined)
        return [];
    const days = Math.round((nowAt - firstAt) / summary_dayMs);
    const time = days > 1 ? `${days} days` : (0,duration/* formatDuration */.a)(nowAt - firstAt);
    const ends = [timeouts > 0 ? `${timeouts} gave up` : '', recoveries > 0 ? `${(0,base_text/* plural */.LS)(recoveries, 'job')} died` : ''].filter(Boolean);
    return [
        `On this lock in the last ${time}: ${(0,base_text/* plural */.LS)(waits, 'request')}; half of them waited at most ${(0,duration/* formatDuration */.a)(p50Ms)} (p50), ` +
            `95 % at most ${(0,duration/* formatDuration */.a)(p95Ms)} (p95)${ends.length > 0 ? `; ${ends.join(', ')}` : ''}.`,
    ];
}
function sentence({ result, waitedMs = 0 }, wait) {
    const mine = mineOf(wait);
    const what = (0,base_text/* inertMarkdown */.Ic)(wait?.path ?? '', 200);
    const waited = (0,duration/* formatDuration */.a)(mine?.waitedMs ?? waitedMs);
    const behind = mine && mine.ahead > 0 ? ` behind ${(0,base_text/* plural */.LS)(mine.ahead, 'request')}` : '';
    switch (result) {
        case 'acquired': {
            const git = mine && mine.gitMs > 0 ? ` (git: ${(0,duration/* formatDuration */.a)(mine.gitMs)})` : '';
            const held = mine?.heldMs === undefined ? git : `, then held it for ${(0,duration/* formatDuration */.a)(mine.heldMs)}${git}`;
            return `Waited ${waited} for the ${(0,base_text/* inertMarkdown */.Ic)(mine?.mode ?? wait?.mode ?? '', 20)} lock on ${what}${behind}${held}${mine ? sayFetched(mine) : ''}.`;
        }
        case 'bypassed':
            return `**Went on without the lock** on ${what} after ${waited}.`;
        case 'timeout':
            return `**Gave up.**`;
        case 'cancelled':
            return mine?.grantedAt === undefined
                ? `Cancelled after waiting ${waited} for ${what}${behind}.`
                : `Cancelled while it held ${what}, after waiting ${waited}.`;
        case undefined:
            return `The step was ended before it could say how the lock on ${what} went.`;
        default:
            return `**No lock was taken**${what ? ` on ${what}` : ''}.`;
    }
}
const mostNamed = 2;
function sayObstacles({ waits, nowAt }, wait) {
    const spans = spansOf(wait?.rows ?? [], nowAt);
    const mine = spans.find(({ row }) => wait && isOurs(wait, row));
    const all = mine ? obstaclesOf(spans, mine).filter((it) => it.ms >= bursts_worthMs) : [];
    const [worst] = all;
    if (!wait || !worst)
        return '';
    const named = all.slice(0, mostNamed).map(({ span: { row }, ms }) => {
        const died = row.outcome === 'died' ? ', until it died' : '';
        return `${linkedShortly(row.job)} for ${(0,duration/* formatDuration */.a)(ms)}${died}`;
    });
    const list = all.length > mostNamed ? [...named, (0,base_text/* plural */.LS)(all.length - mostNamed, 'other')] : named;
    const who = [list.slice(0, -1).join(', '), ...list.slice(-1)].filter(Boolean).join(' and ');
    return `\nMeanwhile ${waits.length > 1 ? (0,base_text/* inertMarkdown */.Ic)(wait.path, 200) : 'it'} was held by ${who}.${advise(worst.span.row)}\n`;
}
function advise({ job, mode, gitMs, heldMs = 0, downgradedAt, outcome }) {
    if (outcome !== 'released' || mode === 'shared' || downgradedAt !== undefined || gitMs === 0 || gitMs * 2 > heldMs)
        return '';
    return (` ${linkedShortly(job)} kept it for ${(0,duration/* formatDuration */.a)(heldMs)}, of which git took ${(0,duration/* formatDuration */.a)(gitMs)}: ` +
        'there, `hold: step` would free it once git is done, and `mode: auto` share it.');
}
function sayFetched({ fetched, joined, merged }) {
    switch (fetched) {
        case 'fetched':
            return `; fetched${merged > 0 ? `, also for ${(0,base_text/* plural */.LS)(merged, 'request')} in line` : ''}`;
        case 'joined': {
            const [first, ...more] = joined;
            const of = first ? `${linkedShortly(first)}${more.length > 0 ? ` and ${(0,base_text/* plural */.LS)(more.length, 'other')}` : ''}` : 'another job';
            return `; joined the fetch${more.length > 0 ? 'es' : ''} of ${of}`;
        }
        case 'present':
            return '; nothing had to be fetched';
        default:
            return '';
    }
}
function savedLine(wait, locks) {
    const { asked, saved } = (0,timeline/* savedFetches */.Up)(wait?.rows ?? []);
    if (saved === 0)
        return '';
    const where = locks > 1 ? `on ${(0,base_text/* inertMarkdown */.Ic)(wait?.path ?? '', 200)}` : 'here';
    const which = asked === 1 ? 'The last fetch' : saved === asked ? `All of the last ${asked} fetches` : `${saved} of the last ${asked} fetches`;
    return `\n${which} asked for ${where} needed no network of ${asked === 1 || saved === 1 ? 'its' : 'their'} own.\n`;
}
function linked(job) {
    const link = linkOf(job);
    const name = (0,base_text/* inertMarkdown */.Ic)(words_nameJob(job), 160);
    return link ? `[${name}](${link})` : name;
}
function linkedShortly(job) {
    const { run_id, run_attempt, runner, ...rest } = job;
    return linked(linkOf(job) ? rest : job);
}
function renderRow({ span, number }, isMine) {
    const { row, isOpen, isGranted } = span;
    const job = linked(row.job);
    const fetch = { none: '', present: 'present', joined: 'joined', fetched: row.merged > 0 ? `fetched (+${row.merged})` : 'fetched' };
    const cells = [
        String(number),
        isMine ? `**${job}**` : job,
        (0,base_text/* inertMarkdown */.Ic)(row.mode, 20),
        elsewhere_isElsewhere(span) ? '' : (0,duration/* formatDuration */.a)(row.waitedMs ?? spans_waitedMs(span)),
        isGranted ? sayHeld(span) : '',
        row.gitMs > 0 ? (0,duration/* formatDuration */.a)(row.gitMs) : '',
        fetch[row.fetched],
        elsewhere_isElsewhere(span) ? 'on another host' : !isOpen && ['waiting', 'holding'].includes(row.outcome) ? 'end unknown' : row.outcome,
    ];
    return `| ${cells.join(' | ')} |`;
}

// EXTERNAL MODULE: ./lib/src/action/inputs/given.js
var given = __nccwpck_require__(84350);
// EXTERNAL MODULE: ./lib/src/action/state.js
var state = __nccwpck_require__(41020);
;// CONCATENATED MODULE: ./lib/src/action/release.js


















const limitMs = 10_000;
const historyBytes = 4 * 1_048_576;
async function release(runner, host) {
    const { clock } = host;
    const tickets = (0,state/* readTickets */.oC)(runner);
    const outcome = (0,state/* readOutcome */.ns)(runner);
    if (tickets.length === 0 && !outcome)
        return runner.log.info('This step asked for no lock: there is nothing to let go of.');
    const act = async () => {
        for (const it of tickets.toReversed())
            await letGo(runner, clock, it, outcome).catch((error) => runner.log.warning((0,errors/* messageOf */.bD)(error)));
        if (tickets[0]?.hasSummary ?? outcome?.hasSummary ?? true)
            await summarize(runner, clock, tickets, outcome).catch((error) => runner.log.warning((0,errors/* messageOf */.bD)(error)));
        const file = (0,state/* readMetricsFile */._c)(runner);
        const places = tickets.map((it) => it.place);
        if (file !== undefined)
            await (await __nccwpck_require__.e(/* import() */ 300).then(__nccwpck_require__.bind(__nccwpck_require__, 8300))).writeMetrics(runner, clock, places, file);
        return true;
    };
    const isDone = await (0,base_clock/* atMost */.Tu)(clock, limitMs, act()).catch((error) => {
        runner.log.warning((0,errors/* messageOf */.bD)(error));
        return true;
    });
    if (!isDone)
        runner.log.warning(`Letting go took longer than ${(0,duration/* formatDuration */.a)(limitMs)}. The lock is free as soon as this job is gone.`);
    await save(runner, host, tickets).catch((error) => runner.log.warning((0,errors/* messageOf */.bD)(error)));
}
async function save(runner, { clock, signal, courier }, tickets) {
    const found = (0,state/* readSnapshot */.RA)(runner);
    const ticket = tickets.find((it) => it.id === found?.ticket);
    if (!found || !ticket)
        return;
    const { place, path, mode, id, job } = ticket;
    const startedMs = clock.now();
    const { saveMirror } = await __nccwpck_require__.e(/* import() */ 2).then(__nccwpck_require__.bind(__nccwpck_require__, 45002));
    const end = await saveMirror(found.key, found.snapshot, { env: runner.env, clock, signal, log: runner.log, courier });
    const report = journalReport(place.dir, { lock: place.guards, path, mode, ticket: id, job, pid: process.pid }, runner.log.warning);
    if (end === 'saved')
        report('mirror_saved', { duration_ms: Math.round(clock.now() - startedMs), reason: `cache key '${(0,base_text/* inert */.tJ)(found.key)}'` });
}
async function addressIn({ env }, { fleet }) {
    if (fleet === undefined)
        return undefined;
    const [{ readPolicy }, { addressUnder }] = await Promise.all([__nccwpck_require__.e(/* import() */ 631).then(__nccwpck_require__.bind(__nccwpck_require__, 29631)), __nccwpck_require__.e(/* import() */ 418).then(__nccwpck_require__.bind(__nccwpck_require__, 27418))]);
    return addressUnder((0,errors/* orNothing */.bR)(() => readPolicy()) ?? { trustedOwners: [] }, env);
}
async function letGo(runner, clock, ticket, outcome) {
    const { place, path, mode, id, job } = ticket;
    const forget = () => openNotebook(runner.env).forget(id);
    if (!(0,lock_dir/* hasLockDir */.L2)(place))
        return forget();
    const events = readEvents(place.dir, { mostBytes: historyBytes, ticket: id });
    const [before] = (0,timeline/* timeline */.IO)(events);
    const broken = events.findLast((it) => it.event === 'lock_broken');
    const store = await openStore(place, clock, { address: await addressIn(runner, place), onTrouble: runner.log.warning });
    try {
        const report = journalReport(place.dir, { lock: place.guards, path, mode, ticket: id, job, pid: process.pid }, runner.log.warning);
        const token = await store.find(id);
        const hasDied = !outcome?.isQuiet;
        if (token !== undefined && hasDied)
            await (0,liveness/* endOrphans */.Xf)(token, clock);
        if (ticket.hasPins)
            unpin(id, place);
        if (place.fleet !== undefined && (0,lock_queue/* mayWrite */.J)(mode))
            (0,errors/* orNothing */.bR)(() => freeTurn(place.guards));
        if ((0,given/* inputOf */.w)(runner.env, 'job-status') === 'success' && (0,lock_queue/* mayWrite */.J)(mode))
            await store.settle(outcome?.dirty ?? []);
        const withdrawn = token !== undefined && hasDied ? await store.abandon(token) : await store.withdraw(id);
        forget();
        const whyLost = withdrawn?.token && store.whyLost?.(withdrawn.token);
        if (withdrawn && whyLost) {
            report('lock_broken', { held_ms: withdrawn.heldMs, reason: whyLost });
            runner.log.warning(`The lock on ${(0,base_text/* inert */.tJ)(path)} was ended (${whyLost}) before the job let go of it. What ran since may not have been alone.`);
        }
        else if (withdrawn?.token !== undefined) {
            report('lock_released', { held_ms: withdrawn.heldMs });
            runner.log.info(sayReleased(path, mode, withdrawn.heldMs));
        }
        else if (withdrawn) {
            const waitedMs = before && Math.max(0, clock.wall() - before.askedAt);
            const waited = waitedMs === undefined ? {} : { waited_ms: waitedMs };
            report('lock_cancelled', { decision: 'deny', ...waited, reason: 'still waiting when post came' });
            runner.log.info(`Took back the request for ${(0,base_text/* inert */.tJ)(path)}, which was still waiting.`);
        }
        else if (broken && before?.grantedAt !== undefined) {
            runner.log.warning(`The lock on ${(0,base_text/* inert */.tJ)(path)} was ended (${(0,base_text/* inert */.tJ)(broken.reason ?? 'by an admin')}) before the job let go of it. What ran since was not under it.`);
        }
        else if (before && ['holding', 'died'].includes(before.outcome)) {
            report('lock_broken', { reason: 'gone before post came' });
            runner.log.warning(`The lock on ${(0,base_text/* inert */.tJ)(path)} was gone before the job let go of it. What ran since may not have been alone.`);
        }
        else {
            const wasGranted = before?.grantedAt !== undefined;
            runner.log.info(wasGranted ? `The lock on ${(0,base_text/* inert */.tJ)(path)} was already released.` : `There was no lock on ${(0,base_text/* inert */.tJ)(path)} to let go of.`);
        }
    }
    finally {
        store.close();
    }
}
async function summarize(runner, clock, tickets, outcome) {
    const text = renderSummary({
        waits: tickets.map(({ id, place, path, mode }) => ({
            ...{ ticket: id, path, mode },
            rows: (0,lock_dir/* hasLockDir */.L2)(place) ? (0,timeline/* timeline */.IO)(readEvents(place.dir, { sinceAt: clock.wall() - weekMs, mostBytes: historyBytes })) : [],
        })),
        ...(outcome ? { result: outcome.result, waitedMs: outcome.waitedMs } : {}),
        ...(outcome?.failure === undefined ? {} : { failure: outcome.failure }),
        nowAt: clock.wall(),
    });
    if (text)
        await runner.writeSummary(text);
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

/***/ 41020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LR: () => (/* binding */ isSnapshot),
/* harmony export */   RA: () => (/* binding */ readSnapshot),
/* harmony export */   _c: () => (/* binding */ readMetricsFile),
/* harmony export */   ns: () => (/* binding */ readOutcome),
/* harmony export */   oC: () => (/* binding */ readTickets)
/* harmony export */ });
/* unused harmony exports saveTickets, saveOutcome, saveSnapshot, snapshotPrefix, saveMetricsFile */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _base_event_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(51002);
/* harmony import */ var _lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(63197);
/* harmony import */ var _lock_ticket_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(76074);
/* harmony import */ var _inputs_given_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(84350);





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
        (0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_3__/* .isId */ .eQ)(it.id) &&
        typeof it.path === 'string' &&
        ['shared', 'update', 'exclusive'].includes(it.mode) &&
        (0,_lock_host_lock_dir_js__WEBPACK_IMPORTED_MODULE_2__/* .isPlace */ .Uj)(it.place) &&
        (0,_base_event_js__WEBPACK_IMPORTED_MODULE_1__/* .isJob */ .o5)(it.job));
};
function readOutcome(runner) {
    const it = runner.readState('outcome');
    return typeof it?.result === 'string' && typeof it.waitedMs === 'number' && Array.isArray(it.dirty) ? it : undefined;
}
const snapshotPrefix = 'fetch-lock-snapshot-';
const isSnapshot = (name) => name.startsWith(snapshotPrefix) && /^\w{6}$/.test(name.slice(snapshotPrefix.length));
function readSnapshot(runner) {
    const it = runner.readState('snapshot');
    const isWhole = [it?.key, it?.snapshot, it?.ticket].every((text) => typeof text === 'string');
    return it && isWhole && (0,_inputs_given_js__WEBPACK_IMPORTED_MODULE_4__/* .isCacheKey */ .A)(it.key) && isSnapshot(it.snapshot) && (0,_lock_ticket_js__WEBPACK_IMPORTED_MODULE_3__/* .isId */ .eQ)(it.ticket) ? it : undefined;
}
const saveMetricsFile = (runner, file) => runner.saveState('metrics', { file });
function readMetricsFile(runner) {
    const it = runner.readState('metrics');
    return typeof it?.file === 'string' && (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(it.file) && !it.file.includes('\0') ? it.file : undefined;
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
/* harmony export */   Ic: () => (/* binding */ inertMarkdown),
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nl: () => (/* binding */ inertJson),
/* harmony export */   ri: () => (/* binding */ withoutCredentials),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony exports renderJson, quoteExactly, toWord */
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

/***/ 74595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ objectionTo),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   fA: () => (/* binding */ protectionOf),
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   i9: () => (/* binding */ isRef),
/* harmony export */   jh: () => (/* binding */ isCommitId),
/* harmony export */   wc: () => (/* binding */ writesOurs),
/* harmony export */   zn: () => (/* binding */ places)
/* harmony export */ });
/* unused harmony exports isRemote, hasSecret, isRefspec, isPathBelow */
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
/* harmony export */   WF: () => (/* binding */ thisProcess),
/* harmony export */   Xf: () => (/* binding */ endOrphans),
/* harmony export */   nj: () => (/* binding */ judgePid)
/* harmony export */ });
/* unused harmony exports processOf, witnessOf, isProvenAlive, tokenVariable, canSeeCarriers, carriersOf, descendantsOf */
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
  SE: () => (/* binding */ findStaged),
  L2: () => (/* binding */ hasLockDir),
  Uj: () => (/* binding */ isPlace),
  Ng: () => (/* binding */ isUsable),
  gE: () => (/* binding */ makeDir),
  dU: () => (/* binding */ openLockDir),
  KA: () => (/* binding */ orRefuse),
  x5: () => (/* binding */ refusal),
  qf: () => (/* binding */ writeNew)
});

// UNUSED EXPORTS: fileSystemIsLocal, findLockDir, readMark, refuseMountPoint, rooms, whatIsStrange

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

/***/ 77342:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _action_release_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3339);
/* harmony import */ var _action_runner_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(77555);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(63148);




const signal = (0,_action_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .untilCancelled */ .c8)();
await (0,_action_release_js__WEBPACK_IMPORTED_MODULE_1__/* .release */ ._)((0,_action_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .createRunner */ .ji)(), { clock: _base_clock_js__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .ml, signal, courier: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(import.meta.dirname, '..', 'courier', 'index.js') });
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
/* harmony export */   J3: () => (/* binding */ blankRow),
/* harmony export */   Ti: () => (/* binding */ believe),
/* harmony export */   Up: () => (/* binding */ savedFetches),
/* harmony export */   _H: () => (/* binding */ doConflict)
/* harmony export */ });
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
/******/ var __webpack_exports__ = __nccwpck_require__(77342);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
