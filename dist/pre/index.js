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

/***/ 8506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
// EXTERNAL MODULE: ./lib/src/base/duration.js
var base_duration = __nccwpck_require__(56620);
// EXTERNAL MODULE: ./lib/src/base/text.js
var base_text = __nccwpck_require__(33875);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
;// CONCATENATED MODULE: ./lib/src/base/policy/own-room.js





const ownRoom = () => process.platform === 'win32'
    ? (0,external_node_path_namespaceObject.join)(process.env.LOCALAPPDATA ?? (0,external_node_path_namespaceObject.join)((0,external_node_os_.homedir)(), 'AppData', 'Local'), 'fetch-lock')
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
const policy_policyPath = process.platform === 'win32'
    ? (0,external_node_path_namespaceObject.join)(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';
function readPolicy(path = policy_policyPath) {
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
    refuseOthers((0,external_node_fs_.lstatSync)((0,external_node_path_namespaceObject.dirname)(path)), 'Its directory');
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
const isDirectory = (it) => typeof it === 'string' && (0,external_node_path_namespaceObject.isAbsolute)(it) && !/\p{Cc}/u.test(it) && it.trim() === it;
const isDuration = (it) => typeof it === 'string' &&
    /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);
const isUser = (it) => typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);

;// CONCATENATED MODULE: ./lib/src/base/policy/bounds.js







function refuseOutside({ allowedRoots }, { path, guards, lock }) {
    if (allowedRoots === undefined)
        return;
    const roots = allowedRoots.flatMap((it) => (0,errors/* orNothing */.bR)(() => external_node_fs_.realpathSync.native(it)) ?? []);
    const isInside = (it) => roots.some((root) => contains(root, it));
    const isOwnRoom = lock.fleet !== undefined && (0,external_node_path_namespaceObject.dirname)(lock.dir) === ownRoom();
    const outside = [guards, ...(isOwnRoom ? [] : [lock.dir])].find((it) => !isInside(it));
    if (outside === undefined)
        return;
    const what = outside === guards ? `'${(0,base_text/* inert */.tJ)(outside)}'` : `The lock directory '${(0,base_text/* inert */.tJ)(outside)}'`;
    throw new errors/* FetchLockError */.qf('FL_POLICY', {
        what: `${what} is outside of what the policy of this host allows (path '${(0,base_text/* inert */.tJ)(path)}').`,
        why: `\`allowedRoots\` in '${policy_policyPath}' has: ${allowedRoots.map((it) => (0,base_text/* inert */.tJ)(it)).join(', ')}.`,
        fix: 'Use a path inside one of them, or let the admin of this host add its directory.',
    });
}
function contains(root, path) {
    const way = (0,external_node_path_namespaceObject.relative)(root, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_namespaceObject.sep}`) || /^[a-z]:|^\\\\/i.test(way));
}
const heldTooLongReason = 'maxHold of the host policy';
const heldTooLong = (path, maxHoldMs) => new FetchLockError('FL_POLICY', {
    what: `The lock on '${inert(path)}' was held for ${formatDuration(maxHoldMs)}, and what worked under it was stopped.`,
    why: `That is \`maxHold\` in '${policyPath}'.`,
    fix: 'Hold it for less, as with `hold: step`; or let the admin of this host raise it.',
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(78474);
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: ./lib/src/base/clock.js
var base_clock = __nccwpck_require__(63148);
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
const family_systemFamily = process.platform === 'win32' ? pipes : groups();
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





async function ask(file, args, options) {
    const { getExecOutput } = await __nccwpck_require__.e(/* import() */ 260).then(__nccwpck_require__.bind(__nccwpck_require__, 81260));
    return getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
}
const startHelper = (bundle, env) => spawn(process.execPath, [bundle], { cwd: '/', detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
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
async function exec_run(file, args, options) {
    const { clock, signal, family = systemFamily } = options;
    const startedMs = clock.now();
    const { cwd, env, input } = options;
    const leader = { cwd, env, detached: family.isGroup, windowsHide: true };
    const child = input === undefined
        ? spawn(file, args, { ...leader, stdio: ['ignore', 'pipe', 'pipe'] })
        : spawn(file, args, { ...leader, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin?.on('error', () => { }).end(input);
    if (options.onOutput)
        child.stdout.on('data', options.onOutput);
    for (const stream of options.onOutput ? [child.stderr] : [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', options.onLine);
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
                await pause(clock, 10);
            return isGoneNow();
        };
        if (!family.isGroup && !stopping.signal.aborted)
            await atMost(clock, drainMs, closed);
        const isGone = isGoneNow() || (await endWith('SIGTERM', options.graceMs)) || (await endWith('SIGKILL', 1000));
        if (isGone)
            await atMost(clock, drainMs, closed);
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
const verbs_whyNotShallow = 'The repository is shared by the jobs of this host, and a shallow one is so for all of them: jobs at the same time would meet at its shallow.lock, and miss history.';
const refusedVerbs = [
    [
        /^remote prune$/,
        'Git runs the hook of the repository for it whatever it is told, and asks no fence of a fleet.',
        'Use `fetch --prune`, which takes the same refs away and fetches, too.',
    ],
];
const reasons = [
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






const scope_inputs = { path: 'Input `path`:', lockDir: 'Input `lock-dir`:', workspace: 'the workspace' };
function scope_resolveScope(question) {
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
    const full = (0,external_node_path_namespaceObject.isAbsolute)(path) ? path : `${workspace}${external_node_path_namespaceObject.sep}${path}`;
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
        lock: placeOf(guards, repository !== undefined && (0,external_node_path_namespaceObject.basename)(guards) === '.git', lockDir && realDirectory(naming, (0,external_node_path_namespaceObject.resolve)(workspace, lockDir))),
    };
}
const scope_lockOf = (path, { workspace, lockDir, naming = scope_inputs }) => placeOf(path, false, lockDir && realDirectory(naming, resolve(workspace, lockDir)));
function placeOf(guards, isDotGit, given) {
    if (given)
        return { dir: (0,external_node_path_namespaceObject.join)(given, (0,external_node_crypto_.createHash)('sha256').update(guards).digest('hex')), guards, kind: 'given' };
    return isDotGit ? { dir: (0,external_node_path_namespaceObject.join)(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
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
    const parent = (0,errors/* unless */.NJ)(['ENOENT'], () => realOr(path, (0,external_node_path_namespaceObject.dirname)(full), naming));
    if (parent !== undefined)
        return (0,external_node_path_namespaceObject.join)(parent, (0,external_node_path_namespaceObject.basename)(full));
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
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_namespaceObject.join)(dir, '.git')));
    const gitDir = scope_gitDirOf(dir);
    const commonDir = gitDir && commonDirOf(gitDir);
    return commonDir ? { kind: inside?.isFile() ? 'worktree' : inside?.isDirectory() ? 'clone' : 'bare', commonDir } : undefined;
}
function scope_gitDirOf(dir) {
    const dotGit = (0,external_node_path_namespaceObject.join)(dir, '.git');
    const inside = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)(dotGit));
    if (!inside?.isFile())
        return inside?.isDirectory() ? dotGit : dir;
    const target = /^gitdir: (.+)$/.exec(readSmall(dotGit).trimEnd())?.[1];
    return target ? (0,external_node_path_namespaceObject.resolve)(dir, target) : '';
}
function commonDirOf(gitDir) {
    const named = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => readSmall((0,external_node_path_namespaceObject.join)(gitDir, 'commondir')))?.trim();
    const common = named ? (0,external_node_path_namespaceObject.resolve)(gitDir, named) : gitDir;
    const has = (name) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.statSync)((0,external_node_path_namespaceObject.join)(common, name)));
    return lstatOrNothing((0,external_node_path_namespaceObject.join)(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
        ? external_node_fs_.realpathSync.native(common)
        : undefined;
}
const lstatOrNothing = (path) => (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => (0,external_node_fs_.lstatSync)(path));
function readSmall(path) {
    const found = (0,external_node_fs_.statSync)(path);
    return found.isFile() && found.size <= 8192 ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./lib/src/git/isolation/collection.js



const collection_noCollection = (/* unused pure expression or super */ null && ([
    ['maintenance.auto', 'false'],
    ['gc.auto', '0'],
]));
function collection_gcLimits(entries) {
    const last = (key) => entries.findLast((it) => it.key === key)?.value?.toLowerCase();
    const number = (key, otherwise) => {
        const [, digits, unit = ''] = /^(-?\d+)([kmg]?)$/.exec(last(key) ?? '') ?? [];
        return digits === undefined ? otherwise : Math.max(0, Number(digits) * 1024 ** ' kmg'.indexOf(unit || ' '));
    };
    const looseObjects = /^(false|no|off|0)$/.test(last('maintenance.auto') ?? '') ? 0 : number('gc.auto', 6700);
    return { looseObjects, packs: looseObjects === 0 ? 0 : number('gc.autopacklimit', 50) };
}
function collection_whatGathered(commonDir, { looseObjects, packs }) {
    const names = (...path) => orNothing(() => readdirSync(join(commonDir, 'objects', ...path))) ?? [];
    const loose = names('17').filter((it) => /^([0-9a-f]{38}|[0-9a-f]{62})$/.test(it)).length;
    if (looseObjects > 0 && loose > Math.ceil(looseObjects / 256))
        return `about ${loose * 256} loose objects`;
    const inPack = names('pack');
    const count = inPack.filter((it) => it.endsWith('.pack') && !inPack.includes(it.replace(/pack$/, 'keep'))).length;
    return packs > 0 && count > packs ? `${count} packs` : undefined;
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
const operands_writesOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.split(':')[1] ?? '');
const readsOurs = (refspec) => !refspec.startsWith('^') && isOurs(refspec.replace(/^\+/, '').split(':')[0] ?? '');
const isOurs = (side) => `${side.toLowerCase()}/`.startsWith(room);
function operands_protectionOf(refspecs) {
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
    isOurs: (text) => readsOurs(text) || operands_writesOurs(text),
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



function configuration_parseEntries(text) {
    const fields = text.split('\0');
    return Array.from({ length: Math.floor(fields.length / 3) }, (_, index) => {
        const [scope = '', origin = '', entry = ''] = fields.slice(index * 3);
        const end = entry.indexOf('\n');
        return end === -1 ? { scope, origin, key: entry } : { scope, origin, key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}
const isShared = ({ scope }) => scope === 'local' || scope === 'worktree';
const isOwn = (entry) => !isShared(entry);
const configuration_ownValue = (entries, key) => entries.findLast((it) => isOwn(it) && it.key === key && it.value !== undefined)?.value;
const listAlternateRefs = 'list() { git --git-dir="$1" for-each-ref --format="%(objectname)"; }; list';
const configuration_anyBare = (/* unused pure expression or super */ null && (['safe.bareRepository', 'all']));
const configuration_alwaysSet = (entries) => [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.alternateRefsCommand', configuration_ownValue(entries, 'core.alternaterefscommand') ?? listAlternateRefs],
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    ...(entries.some((it) => it.key === 'core.packedrefstimeout') ? [] : [['core.packedRefsTimeout', '10000']]),
    ['fetch.recurseSubmodules', 'false'],
    ['submodule.recurse', 'false'],
    ['alias.lfs', ''],
    ['alias.submodule', ''],
    configuration_anyBare,
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
const harmless = (/* unused pure expression or super */ null && ([
    [/^remote\..+\.uploadpack$/, /^git-upload-pack$/],
    [/^filter\.lfs\.clean$/, /^git-lfs clean -- %f$/],
    [/^filter\.lfs\.smudge$/, /^git-lfs smudge( --skip)? -- %f$/],
    [/^filter\.lfs\.process$/, /^git-lfs filter-process( --skip)?$/],
    [/^merge\.ours\.driver$/, /^true$/],
    [/^core\.fsmonitor$/, /^false$/],
    [/^(http|credential)\..*(sslverify|protectprotocol)$/, /^true$/],
]));
const idle = new RegExp(`^(${[
    ...['advice', 'am', 'apply', 'author', 'blame', 'branchless', 'browser', 'codespaces', 'color', 'column', 'commit', 'committer'],
    ...['completion', 'diff', 'difftool', 'fastimport', 'format', 'git-p4', 'gitbutler', 'gitcvs', 'gitflow', 'github', 'gitk'],
    ...['gitweb', 'grep', 'gui', 'guitool', 'help', 'hub', 'i18n', 'imap', 'instaweb', 'interactive', 'log', 'mailinfo', 'mailmap'],
    ...['man', 'mergetool', 'pager', 'pretty', 'receive', 'safe', 'sendemail', 'sequence', 'show', 'showbranch', 'stash', 'status'],
    ...['stgit', 'svn', 'svn-remote', 'tag', 'tar', 'trace2', 'trailer', 'uploadarchive', 'uploadpack', 'user', 'versionsort'],
    ...['vscode', 'web'],
].join('|')})\\.|^core\\.(editor|pager)$|^remote\\..+\\.receivepack$|^alias\\.(?!lfs\\b|(merge|remote|credential)-)`);
const data = (/* unused pure expression or super */ null && ([
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
]));
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
function configuration_protect(entries, path) {
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
const notTheirs = ({ key, value = '', origin }, path) => new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${inert(path)}' sets '${inert(key)}' to '${inert(value)}', which writes below refs/fetch-lock/.`,
    why: "What is there is fetch-lock's own.",
    fix: `Take it out of '${inert(origin)}'.`,
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
        const own = configuration_ownValue(entries, key);
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
const notOurs = ({ key, origin }, path) => new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The configuration of '${inert(path)}' sets '${inert(key)}', which could run a program or lead git elsewhere.`,
    why: `It is in '${inert(origin)}', and whoever may write there could act in this job's name.`,
    fix: `Take it out with \`git config --file '${inert(origin)}' --unset-all '${inert(key)}'\`; if it is meant, put it into your own configuration.`,
});
const configuration_quoteForGit = (text) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;

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
const environment_only = (dir) => ({ GIT_CEILING_DIRECTORIES: dirname(dir) });
const environment_isListable = (dir) => !dirname(dir).includes(delimiter);

;// CONCATENATED MODULE: ./lib/src/git/isolation/owner.js



function owner_areForeign(paths, { trustedOwners }, env) {
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
const token_secretsOf = (token) => [token, encode(token)];
const shortest = 6;
function token_secretsIn(entries) {
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
    const [user, pass] = [username, password].map((it) => orNothing(() => decodeURIComponent(it)) ?? it);
    const sent = Buffer.from(`${user}:${pass}`).toString('base64');
    return password !== '' ? [password, pass, sent] : protocol.startsWith('http') ? [username, user, sent] : [];
}
const token_tokenSettings = ({ token, origins }, entries) => origins
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












const isolation_mayEnterSubmodules = (argv) => argv[0] === 'submodule' || argv.some((it) => it.startsWith('--recurse-submodules'));
class isolation_Unreadable extends errors/* FetchLockError */.qf {
    complaint;
    constructor(path, complaint) {
        const what = `Git could not read the configuration of '${(0,base_text/* inert */.tJ)(path)}'.`;
        super('FL_GIT', { what, why: complaint, fix: 'Mend it, or make the repository anew.' });
        this.complaint = complaint;
    }
}
const isolation_noGit = (why, cause) => new errors/* FetchLockError */.qf('FL_GIT', { what: 'git could not be run on this runner.', why: (0,base_text/* inert */.tJ)(why), fix: 'Install git 2.31 or newer where PATH finds it.' }, cause);
const lookMs = 30_000;
async function isolation_isolate(site, surroundings) {
    const { policy, credential, entersSubmodules, isAlone, barrier, onIgnored } = surroundings;
    if (!isListable(site.workDir))
        throw new FetchLockError('FL_INPUT', {
            what: `The directory of '${inert(site.path)}' has a name that git can't be limited to.`,
            fix: 'Move it where no name of a directory has a colon.',
        });
    const main = repositoryOf(site);
    const borrowed = isForeign(site, policy, surroundings.env) ? trust(main, surroundings.env) : undefined;
    try {
        const base = { ...surroundings.env, ...only(site.workDir), ...borrowed?.env };
        const look = async (args, settings, more = {}) => {
            const told = tell(settings);
            const env = { ...gitEnvironment(base), ...more, ...told.env };
            return isolation_ask(site, [...told.args, ...args], env, surroundings);
        };
        const list = (more) => look(['config', '--list', '-z', '--show-scope', '--show-origin'], [anyBare], more).then((text) => parseEntries(text).map(absolute));
        const absolute = (it) => ({
            ...it,
            origin: it.origin.replace(/^file:(.*)$/s, (_, file) => resolve(site.workDir, file)),
        });
        const entries = await list();
        const settings = [
            ...[...alwaysSet(entries), ...(barrier ? barrierSettings(barrier) : [])],
            ...[...(isAlone ? [] : noCollection), ...protect(entries, site.path)],
            ...(credential ? tokenSettings(credential, entries) : []),
        ];
        const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
        const accept = (found, { gitDir, workDir }) => {
            const judgement = judge(found, site.path, (value) => site.kind !== 'bare' && isInside(resolve(gitDir, value), workDir));
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
            env: { ...gitEnvironment(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...barrierEnvironment(barrier), ...env },
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
const sayIgnored = (path, ignored) => `Not used from '${inert(path)}': ${[...ignored].map((it) => inert(it)).join(', ')}. A shared repository runs no program in a job's name.`;
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
        onLine: (line) => complaints.push(inert(withoutCredentials(line))),
    }).catch((error) => {
        throw isolation_noGit(messageOf(error), error);
    });
    signal.throwIfAborted();
    if (result.exitCode !== 0)
        throw new isolation_Unreadable(site.path, complaints.slice(-3).join('; '));
    return Buffer.concat(chunks).toString('utf8');
}
const isForeign = (site, policy, env) => site.kind !== 'directory' && owner_areForeign(pathsOf(repositoryOf(site)), policy, env);
const repositoryOf = ({ workDir, guards }) => ({ workDir, gitDir: scope_gitDirOf(workDir), commonDir: guards });
const pathsOf = ({ workDir, gitDir, commonDir }) => [
    ...new Set([workDir, ...(gitDir === workDir ? [] : [(0,external_node_path_namespaceObject.join)(workDir, '.git')]), gitDir, commonDir]),
];
function trust({ workDir, gitDir, commonDir }, env) {
    const dir = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'fetch-lock-git-'));
    const home = env.HOME ?? homedir();
    const given = env.GIT_CONFIG_GLOBAL;
    const files = given === undefined ? [join(env.XDG_CONFIG_HOME || join(home, '.config'), 'git', 'config'), join(home, '.gitconfig')] : [given];
    const lines = [
        ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${quoteForGit(resolve(it))}`),
        ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${quoteForGit(it)}`),
    ];
    const file = join(dir, 'config');
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return { env: { GIT_CONFIG_GLOBAL: file }, close: () => rmSync(dir, { recursive: true, force: true }) };
}
function isInside(path, dir) {
    const real = isolation_realOrParent(path);
    return (real === dir || real.startsWith(`${dir}${sep}`)) && !real.slice(dir.length).split(sep).includes('.git');
}
const isolation_realOrParent = (path) => unless(['ENOENT'], () => realpathSync(path)) ?? join(isolation_realOrParent(dirname(path)), basename(path));
const hooksOf = (commonDir) => (unless(['ENOENT', 'ENOTDIR', 'EACCES'], () => readdirSync(join(commonDir, 'hooks'))) ?? []).some((it) => !it.endsWith('.sample'));
const withoutFiles = (own) => own('protocol.file.allow') === 'always' ? {} : { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' };
async function submodulesOf(main, look) {
    const found = new Map();
    const add = async (gitDir, workDir) => {
        const real = realpathSync(gitDir);
        if (found.has(real))
            return;
        found.set(real, { workDir, gitDir: real, commonDir: real });
        await addThoseOf({ workDir, gitDir: real, commonDir: real }, explicit({ workDir, gitDir: real }));
    };
    const addThoseOf = async ({ workDir, gitDir, commonDir }, more) => {
        const staged = existsSync(workDir) ? await look(['ls-files', '-z', '--stage'], more) : '';
        for (const [, name = ''] of staged.matchAll(/(?:^|\0)160000 [^\t]*\t([^\0]*)/g)) {
            const path = join(workDir, name);
            if (lstat(join(path, '.git')))
                await add(gitDirOf(path), path);
        }
        for (const it of [...new Set([gitDir, commonDir])].flatMap((dir) => modulesIn(join(dir, 'modules'))))
            if (!found.has(it))
                await add(it, workDir);
    };
    await addThoseOf(main);
    return [...found.values()];
}
const modulesIn = (dir) => (unless(['ENOENT', 'ENOTDIR'], () => readdirSync(dir, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => join(dir, it.name))
    .flatMap((it) => (lstat(join(it, 'HEAD')) ? [realpathSync(it)] : modulesIn(it)));
const lstat = (path) => unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path));
const explicit = ({ workDir, gitDir }) => ({
    GIT_DIR: gitDir,
    GIT_WORK_TREE: workDir,
});

;// CONCATENATED MODULE: ./lib/src/git/complaint.js
const complaint_isComplaint = (line) => /^(fatal|error|ssh|fetch-pack|kex_exchange_identification|client_loop)\b|remote side\.|^(remote: )?error:|^warning: could not|^ *! \[|^(Connection (closed|reset|timed out)|Host key)|: Permission denied \(|^CONFLICT|^(Rebasing .*)?error: could not apply|^You are not currently on a branch|^There is no tracking|^Your configuration specifies|^\t\S/i.test(line);
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
function complaint_faultOf(lines) {
    const text = lines.filter((it) => !/^remote:/i.test(it) || /not found|on the remote side/i.test(it)).join('\n');
    return (text === '' ? undefined : meanings.find(([, pattern]) => pattern.test(text))?.[0]) ?? 'unknown';
}

;// CONCATENATED MODULE: ./lib/src/git/run.js






const killAfterMs = 2500;
const mostComplaints = 50;
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
async function gitVersion(env) {
    const answer = await ask('git', ['version'], { env: environment_gitEnvironment(env) }).catch(() => undefined);
    const version = /git version (\S+)/.exec(answer?.stdout ?? '')?.[1];
    if (version !== undefined)
        return version;
    throw isolation_noGit(answer?.stderr ?? '');
}

// EXTERNAL MODULE: ./lib/src/base/event.js
var base_event = __nccwpck_require__(51002);
// EXTERNAL MODULE: ./lib/src/lock/queue.js
var lock_queue = __nccwpck_require__(77339);
// EXTERNAL MODULE: ./lib/src/lock/store.js
var store = __nccwpck_require__(6493);
// EXTERNAL MODULE: ./lib/src/lock/ticket.js
var lock_ticket = __nccwpck_require__(76074);
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


const kernel_systemKernel = process.platform === 'linux' ? linuxKernel() : portableKernel(process.platform);

;// CONCATENATED MODULE: ./lib/src/lock/host/liveness.js




function processOf(pid, kernel = kernel_systemKernel) {
    const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
    return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}
const witnessOf = (pid, kernel = systemKernel) => processOf(pid, kernel) ??
    (kernel.hasOnlyPids && pid > 1 && kernel.probe(pid) !== 'ESRCH'
        ? { boot: kernel.boot, namespace: kernel.namespace, pid, start: '0', key: '0' }
        : undefined);
const liveness_thisProcess = (kernel = kernel_systemKernel) => ({
    boot: kernel.boot,
    namespace: kernel.namespace,
    pid: kernel.pid,
    start: kernel.lookUp(kernel.pid)?.start ?? '0',
    key: (0,lock_ticket/* newId */.Si)(),
});
async function liveness_judge(it, by) {
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
const liveness_judgePid = (it, kernel) => judgeSeen(it, kernel.lookUp(it.pid), kernel);
function judgeSeen(it, seen, kernel) {
    if (!seen)
        return kernel.probe(it.pid) === 'ESRCH' ? 'dead' : it.key === '0' || it.start !== '0' ? 'alive' : 'unknown';
    if (it.start === '0')
        return 'unknown';
    return seen.start === it.start && seen.state !== 'Z' && seen.state !== 'X' ? 'alive' : 'dead';
}
const isProvenAlive = (it, kernel = systemKernel) => it.start !== '0' && it.boot === kernel.boot && it.namespace === kernel.namespace && kernel.lookUp(it.pid)?.start === it.start;
const liveness_tokenVariable = 'FETCH_LOCK_TOKEN';
const findOrphan = (token, uid, kernel = kernel_systemKernel) => carriersOf(token, uid, kernel).next().value ?? undefined;
const canSeeCarriers = (kernel = systemKernel) => kernel.census !== undefined;
function* carriersOf(token, uid, kernel = kernel_systemKernel) {
    for (const pid of kernel.census?.carriersOf(liveness_tokenVariable, token, uid) ?? []) {
        const found = processOf(pid, kernel);
        if (found && liveness_judgePid(found, kernel) === 'alive')
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

;// CONCATENATED MODULE: ./lib/src/lock/format.js

const format = '1';
function format_objectionTo(dir, got) {
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

;// CONCATENATED MODULE: ./lib/src/lock/host/system/disk.js



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
function disk_diskOf(path, platform = process.platform, typeOf = (at) => (0,external_node_fs_.statfsSync)(at).type) {
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
    const table = (0,errors/* unless */.NJ)(['ENOENT', 'EACCES'], () => (0,external_node_fs_.readFileSync)('/proc/self/mountinfo', 'utf8'));
    if (table !== undefined) {
        const plain = (field) => field.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
        return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
    }
    const [here, above] = [path, (0,external_node_path_namespaceObject.dirname)(path)].map((it) => (0,external_node_fs_.statSync)(it, { throwIfNoEntry: false }));
    return here !== undefined && above !== undefined && here.dev !== above.dev;
}

;// CONCATENATED MODULE: ./lib/src/lock/host/lock-dir.js








const isPlace = (read) => {
    const it = read;
    return (typeof it?.dir === 'string' &&
        (0,external_node_path_namespaceObject.isAbsolute)(it.dir) &&
        typeof it.guards === 'string' &&
        ['beside', 'inside', 'given'].includes(it.kind) &&
        (it.fleet === undefined || typeof it.fleet === 'string'));
};
const rooms = ['h', 'q', 't', 's', 'crashed'];
function openLockDir(place) {
    return orRefuse(place.dir, () => {
        const parent = (0,external_node_path_namespaceObject.dirname)(place.dir);
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
            openRoom((0,external_node_path_namespaceObject.join)(place.dir, room), mode, found);
        for (const [name, text] of missing)
            mark(place, name, text);
        return { root: place.dir, mode, owner: found.uid, isLocal };
    });
}
function lock_dir_findLockDir(place) {
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
    if (kind !== 'beside' || !isMountPoint(guards))
        return;
    throw new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
        what: `'${guards}' is a mount point, so a lock beside it would not be seen by others who mount the same thing.`,
        fix: 'Give `lock-dir`: a directory that every job on this host sees at the same place.',
    });
}
function fileSystemIsLocal({ dir, guards }, where) {
    const { isLocal, objection } = disk_diskOf(where);
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
    const staged = (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(place.dir), stagedPrefix(place.dir) + (0,lock_ticket/* encodeProcess */.mW)(liveness_thisProcess()));
    const mode = parent.mode & 0o020 ? 0o2770 : 0o2700;
    try {
        makeDir(staged, 0o700);
        for (const room of rooms)
            makeDir((0,external_node_path_namespaceObject.join)(staged, room), mode, parent.uid, parent.gid);
        writeNew((0,external_node_path_namespaceObject.join)(staged, 'format'), `${format}\n`);
        if (place.kind === 'given')
            writeNew((0,external_node_path_namespaceObject.join)(staged, 'path'), `${place.guards}\n`);
        settleMode(staged, mode, parent.uid, parent.gid);
        (0,errors/* unless */.NJ)(['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'], () => (0,external_node_fs_.renameSync)(staged, place.dir));
    }
    finally {
        (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(staged, { recursive: true, force: true }));
    }
}
const stagedPrefix = (dir) => `.${[...(0,external_node_path_namespaceObject.basename)(dir)].slice(0, 40).join('')}.`;
function findStaged(dir) {
    const prefix = stagedPrefix(dir);
    const beside = (0,errors/* unless */.NJ)(['EACCES', 'EPERM'], () => (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.dirname)(dir))) ?? [];
    return beside.flatMap((name) => {
        const builder = name.startsWith(prefix) ? (0,lock_ticket/* decodeProcess */.Ok)(name.slice(prefix.length)) : undefined;
        return builder ? [{ path: (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(dir), name), builder }] : [];
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
    const trouble = whatIsStrange(dir, found, (0,external_node_fs_.statSync)((0,external_node_path_namespaceObject.dirname)(dir)), me);
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
    ['format', format, (got) => format_objectionTo(dir, got)],
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
    const path = (0,external_node_path_namespaceObject.join)(dir, name);
    const found = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (found && (!found.isFile() || found.size > 8192))
        throw strange(path, 'is not a small file', `rm -r ${(0,base_text/* quoteForShell */.eC)(path)}`);
    return found && (0,external_node_fs_.readFileSync)(path, 'utf8').trimEnd();
}
function mark({ dir }, name, text) {
    const staged = (0,external_node_path_namespaceObject.join)(dir, 't', `f.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)(liveness_thisProcess())}`);
    writeNew(staged, `${text}\n`);
    (0,external_node_fs_.renameSync)(staged, (0,external_node_path_namespaceObject.join)(dir, name));
}
const lock_dir_reasons = {
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
        throw lock_dir_refusal(dir, error);
    }
}
function lock_dir_refusal(dir, error) {
    const errno = (0,errors/* errnoOf */.UQ)(error);
    if (errno === undefined)
        return error;
    const [why, fix] = lock_dir_reasons[errno] ?? [(0,errors/* messageOf */.bD)(error), undefined];
    return new errors/* FetchLockError */.qf('FL_LOCK_DIR', { what: `The lock directory '${dir}' cannot be used.`, why: `${why} (${errno})`, ...(fix ? { fix } : {}) }, error);
}

;// CONCATENATED MODULE: ./lib/src/lock/host/line.js










function readTickets(root) {
    const waiting = (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'q')).map(lock_ticket/* decodeWaiting */.Qo);
    const granted = (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'h')).map((it) => line_readGranted((0,external_node_path_namespaceObject.join)(root, 'h', it), it));
    return [...waiting, ...granted].filter((it) => it !== undefined);
}
async function judgeWitnesses(tickets, judge) {
    const verdicts = new Map();
    for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
        const name = (0,lock_ticket/* encodeProcess */.mW)(it);
        if (!verdicts.has(name))
            verdicts.set(name, await judge(it));
    }
    return verdicts;
}
async function line_readLine(root, judge, kernel, isOfInterest = () => true) {
    const tickets = readTickets(root);
    const verdicts = await judgeWitnesses(tickets.filter(isOfInterest), judge);
    for (const it of tickets) {
        if (!it.isGranted || (0,lock_queue/* isAlive */._n)(it, verdicts))
            continue;
        const orphan = findOrphan((0,lock_ticket/* tokenOf */.B9)(it.seq, it.id), (0,external_node_fs_.lstatSync)(line_pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
        if (!orphan)
            continue;
        it.witnesses.push(orphan);
        verdicts.set((0,lock_ticket/* encodeProcess */.mW)(orphan), 'alive');
    }
    return { tickets, verdicts };
}
function readIds(root) {
    const waiting = (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'q')).map(lock_ticket/* decodeWaiting */.Qo);
    const granted = (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'h')).map(lock_ticket/* decodeToken */.oL);
    return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}
const readStanding = (root) => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];
const stagedIn = (root) => join(root, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);
function lastOf(root, tickets) {
    const written = line_readSmall((0,external_node_path_namespaceObject.join)(root, 'seq'));
    return Math.max(0, Number.isSafeInteger(written) ? written : 0, ...tickets.map((it) => it.seq));
}
const isNumber = (seq) => (0,lock_ticket/* decodeToken */.oL)((0,lock_ticket/* tokenOf */.B9)(seq, (0,lock_ticket/* newId */.Si)())) !== undefined;
function lastSeq(root) {
    const names = (0,errors/* orNothing */.bR)(() => ['q', 'h'].flatMap((room) => (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, room))));
    const last = names
        ? lastOf(root, names.map((it) => (0,lock_ticket/* decodeWaiting */.Qo)(it) ?? (0,lock_ticket/* decodeToken */.oL)(it)).filter((it) => it !== undefined))
        : 0;
    return isNumber(last) ? last : 0;
}
function nextSeq(root, self, tickets) {
    const seq = 1 + lastOf(root, tickets);
    if (!isNumber(seq))
        throw usedUp(root);
    const staged = (0,external_node_path_namespaceObject.join)(root, 't', `n.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`);
    writeNew(staged, `${seq}\n`);
    (0,external_node_fs_.renameSync)(staged, (0,external_node_path_namespaceObject.join)(root, 'seq'));
    return seq;
}
const usedUp = (root) => new errors/* FetchLockError */.qf('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r ${(0,base_text/* quoteForShell */.eC)(root)}`,
});
function readErrands(root) {
    const waiting = ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'q'))) ?? []).map(lock_ticket/* decodeWaiting */.Qo).filter((it) => it !== undefined);
    return waiting
        .sort((a, b) => a.seq - b.seq)
        .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(line_pathOf(root, it)) }))
        .filter((it) => it.errand !== undefined);
}
const readErrand = (dir) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(dir).isDirectory()) ? line_readSmall((0,external_node_path_namespaceObject.join)(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;
const isOfOurs = ({ uid }) => [undefined, uid].includes(process.geteuid?.()) || uid === 0;
function writeRequest(home, request, self, nowAt) {
    for (const name of [...(0,lock_ticket/* marksOf */.vZ)(request, self), `a.${nowAt}`])
        (0,external_node_fs_.writeFileSync)((0,external_node_path_namespaceObject.join)(home, name), '', { flag: 'wx' });
    const errand = (0,store/* errandText */.YW)(request);
    writeNew((0,external_node_path_namespaceObject.join)(home, 'owner.json'), JSON.stringify(request.job), 0o640);
    if (errand !== undefined)
        writeNew((0,external_node_path_namespaceObject.join)(home, 'errand.json'), errand, 0o640);
}
const line_pathOf = (root, it) => it.isGranted || !it.asker ? (0,external_node_path_namespaceObject.join)(root, 'h', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id)) : (0,external_node_path_namespaceObject.join)(root, 'q', (0,lock_ticket/* waitingName */.$s)(it, it.asker));
const isThere = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];
const namesIn = (dir) => (0,errors/* unless */.NJ)(noDirectory, () => (0,external_node_fs_.readdirSync)(dir)) ?? [];
function line_readGranted(path, name) {
    const inside = (0,errors/* unless */.NJ)(noDirectory, () => (0,external_node_fs_.readdirSync)(path));
    return inside && (0,lock_ticket/* decodeGranted */.Ms)(name, inside);
}
function line_standingAt(path, it, verdict, nowAt) {
    const grantedAt = (0,lock_ticket/* timeIn */.Hi)(namesIn(path), 'g');
    return {
        id: it.id,
        token: (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id),
        mode: it.mode,
        job: line_readJob((0,external_node_path_namespaceObject.join)(path, 'owner.json')),
        heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
        verdict,
    };
}
const readCrashed = (root, nowAt) => (0,external_node_fs_.readdirSync)((0,external_node_path_namespaceObject.join)(root, 'crashed')).flatMap((name) => {
    const path = (0,external_node_path_namespaceObject.join)(root, 'crashed', name);
    const it = line_readGranted(path, name);
    return it ? [line_standingAt(path, it, 'dead', nowAt)] : [];
});
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
function discardFrom(root, from) {
    const to = (0,external_node_path_namespaceObject.join)(root, 't', `d.${(0,lock_ticket/* newId */.Si)()}`);
    if (!move(from, to))
        return false;
    (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(to, { recursive: true, force: true }));
    return true;
}
const mostSmallBytes = 16_384;
function line_readJob(path) {
    const read = line_readSmall(path);
    return (0,base_event/* isJob */.o5)(read) ? read : {};
}
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

;// CONCATENATED MODULE: ./lib/src/lock/host/obstacle.js




function obstacleOf(root, ticket, { holders, waiters }, verdicts, nowAt) {
    const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
    const last = blockers.at(-1);
    const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
    const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
    return {
        at: line_pathOf(root, ticket),
        holders: blockers
            .filter((it) => it.isGranted)
            .map((it) => line_standingAt(line_pathOf(root, it), it, obstacle_bestOf((0,lock_queue/* livingWitnesses */.$g)(it, verdicts), verdicts), nowAt)),
        ahead: blockers.length,
        watch: [...watched].flatMap((it) => (0,lock_queue/* livingWitnesses */.$g)(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
    };
}
function inTheWay(root, it, ticket) {
    const mark = it.isGranted && ticket.mode !== 'exclusive' ? (0,lock_ticket/* modeMark */.Dg)(it.mode) : undefined;
    return (0,external_node_path_namespaceObject.join)(line_pathOf(root, it), mark ?? '');
}
const obstacle_bestOf = (witnesses, verdicts) => witnesses.some((it) => verdicts.get((0,lock_ticket/* encodeProcess */.mW)(it)) === 'alive') ? 'alive' : 'unknown';
async function glance(root, ticket, judge, nowAt) {
    const others = readTickets(root).filter((it) => it.id !== ticket.id);
    const last = (0,lock_queue/* whoHolds */.vm)([...others, ticket], new Map())
        .waiters.find((it) => it.ticket === ticket)
        ?.blockers.at(-1);
    const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
    const verdicts = await judgeWitnesses(near, judge);
    const queue = (0,lock_queue/* whoHolds */.vm)([...others, ticket], verdicts);
    const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
    return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
}

;// CONCATENATED MODULE: ./lib/src/lock/host/system/sockets.js



const newSuffix = '.new';
const longestPath = 100;
const keyLength = (0,lock_ticket/* newId */.Si)().length;
const hasLongSockets = (root) => Buffer.byteLength((0,external_node_path_namespaceObject.join)(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;
function sockets_openSockets(root, platform = process.platform) {
    const room = (0,external_node_path_namespaceObject.join)(root, 's');
    if (platform === 'win32' || (platform !== 'linux' && hasLongSockets(root)))
        return { pathOf: () => undefined, close: () => { } };
    const fd = hasLongSockets(root) ? (0,external_node_fs_.openSync)(room, 'r') : undefined;
    return {
        pathOf: (key) => (fd === undefined ? (0,external_node_path_namespaceObject.join)(room, key) : `/proc/self/fd/${fd}/${key}`),
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
    const room = (0,external_node_path_namespaceObject.join)(dir.root, 's');
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
    const isListening = hasBegun && nameSocket((0,external_node_path_namespaceObject.join)(room, key), dir.mode);
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
                watchers.push(...watchAll(watch.filter((one) => one.process.key === '0').map((one) => (0,external_node_path_namespaceObject.dirname)(one.at)), look));
        }),
        close: () => {
            for (const it of listeners)
                it.destroy();
            server.close();
            if (isListening)
                (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)((0,external_node_path_namespaceObject.join)(room, key)));
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

;// CONCATENATED MODULE: ./lib/src/lock/breaking.js









const markOf = (root, token) => (0,external_node_path_namespaceObject.join)(root, 'h', token, lock_ticket/* brokenMark */.ti);
const isBroken = (root, token) => isThere(markOf(root, token));
function markBroken(root, token) {
    const at = (0,external_node_path_namespaceObject.join)(root, 'h', token);
    const it = (0,external_node_fs_.lstatSync)(at, { throwIfNoEntry: false })?.isDirectory() ? line_readGranted(at, token) : undefined;
    if (it)
        (0,errors/* unless */.NJ)(['EEXIST', 'ENOENT'], () => (0,external_node_fs_.writeFileSync)(markOf(root, token), '', { flag: 'wx' }));
    return it;
}
async function isLeftBroken(root, token, judgeOne) {
    if (!isBroken(root, token))
        return false;
    const it = line_readGranted((0,external_node_path_namespaceObject.join)(root, 'h', token), token);
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

;// CONCATENATED MODULE: ./lib/src/lock/host/elsewhere.js











const mostLocks = 64;
const isNote = (name) => name.startsWith('b.') && (0,lock_ticket/* isId */.eQ)(name.slice(2));
const notePath = ({ place, token }, id) => (0,lock_ticket/* decodeToken */.oL)(token) && isUsable(place) ? (0,external_node_path_namespaceObject.join)(place.dir, 'h', token, `b.${id}`) : undefined;
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
        if (!line || !isUsable(it))
            continue;
        glimpses.push(...glimpsesOf(it, line));
        for (const note of notesIn(it, line))
            if (places.size < mostLocks)
                places.set(note.dir, places.get(note.dir) ?? note);
    }
    return glimpses;
}
async function readThere(dir, kernel) {
    const isLocal = (0,errors/* orNothing */.bR)(() => disk_diskOf(dir).isLocal) ?? false;
    const sockets = sockets_openSockets(dir);
    try {
        const askSocket = wake_askIn(sockets.pathOf);
        return await line_readLine(dir, (one) => liveness_judge(one, { kernel, askSocket, isLocal }), kernel);
    }
    finally {
        sockets.close();
    }
}
function glimpsesOf(place, { tickets, verdicts }) {
    const { holders, waiters } = (0,lock_queue/* whoHolds */.vm)(tickets, verdicts);
    return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].flatMap(({ ticket, blockers }) => {
        const path = line_pathOf(place.dir, ticket);
        const { id, party, mode, isGranted, asker } = ticket;
        const askedAt = (0,lock_ticket/* timeIn */.Hi)(namesIn(path), 'a');
        if (askedAt === undefined)
            return [];
        return {
            ...{ id, party, mode, isGranted, guards: place.guards, job: line_readJob((0,external_node_path_namespaceObject.join)(path, 'owner.json')) },
            asker: asker && (0,lock_ticket/* encodeProcess */.mW)({ ...asker, key: '0' }),
            isAtWork: (0,lock_queue/* isAtWork */.pG)(ticket, verdicts),
            askedAt,
            blockers: blockers.map((it) => it.id),
        };
    });
}
function notesIn(place, { tickets }) {
    const dirs = tickets.filter((it) => it.isGranted).map((it) => (0,external_node_path_namespaceObject.join)(place.dir, 'h', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id)));
    return dirs
        .flatMap((dir) => namesIn(dir).map((name) => (0,external_node_path_namespaceObject.join)(dir, name)))
        .filter((path) => isNote((0,external_node_path_namespaceObject.basename)(path)))
        .slice(0, mostLocks)
        .map((path) => line_readSmall(path))
        .filter(isPlace);
}

// EXTERNAL MODULE: ./lib/node_modules/proper-lockfile/index.js
var proper_lockfile = __nccwpck_require__(25884);
;// CONCATENATED MODULE: ./lib/src/lock/host/latch.js






const ownerPattern = /^o\.([^.]+)\.\d+$/;
const ownerOf = (name) => (0,lock_ticket/* decodeProcess */.Ok)(ownerPattern.exec(name)?.[1] ?? '');
const spareName = (self) => `L.${(0,lock_ticket/* newId */.Si)()}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`;
function createLatch(dir, self, judge) {
    const path = (0,external_node_path_namespaceObject.join)(dir.root, 'latch');
    let count = 0;
    let spare;
    let mine;
    let judgedDead;
    const prepare = () => {
        count += 1;
        const next = { at: (0,external_node_path_namespaceObject.join)(dir.root, 't', spareName(self)), name: `o.${(0,lock_ticket/* encodeProcess */.mW)(self)}.${count}` };
        makeDir(next.at, dir.mode, dir.owner);
        (0,external_node_fs_.writeFileSync)((0,external_node_path_namespaceObject.join)(next.at, next.name), '', { flag: 'wx' });
        return next;
    };
    const take = () => {
        spare ??= prepare();
        try {
            claim(spare.at, path);
        }
        catch (error) {
            if (!(0,external_node_fs_.existsSync)((0,external_node_path_namespaceObject.join)(path, spare.name)))
                throw isTaken(error) ? Object.assign(new Error('taken'), { code: 'EEXIST' }) : error;
        }
        mine = spare.name;
        spare = undefined;
    };
    const setAside = (name) => (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.renameSync)((0,external_node_path_namespaceObject.join)(path, name), (0,external_node_path_namespaceObject.join)(dir.root, 't', `d.${(0,lock_ticket/* newId */.Si)()}`)));
    const look = async () => {
        if (mine !== undefined)
            return (0,external_node_fs_.statSync)((0,external_node_path_namespaceObject.join)(path, mine));
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
                (0,external_node_fs_.unlinkSync)((0,external_node_path_namespaceObject.join)(path, name));
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
        utimes: verb(async (_, atime, mtime) => mine && (0,external_node_fs_.utimesSync)((0,external_node_path_namespaceObject.join)(path, mine), atime, mtime)),
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
                return await body(() => held !== undefined && held === mine && (0,external_node_fs_.existsSync)((0,external_node_path_namespaceObject.join)(path, held)));
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
    const [unpublished, sockets] = [(0,external_node_path_namespaceObject.join)(root, 't'), (0,external_node_path_namespaceObject.join)(root, 's')];
    for (const name of (0,external_node_fs_.readdirSync)(unpublished)) {
        const owner = (0,lock_ticket/* decodeProcess */.Ok)(name.split('.').at(-1) ?? '');
        if (name.startsWith('d.') || (owner && (await judge(owner)) === 'dead'))
            remove((0,external_node_path_namespaceObject.join)(unpublished, name));
    }
    for (const { path, builder } of findStaged(root))
        if ((await judge(builder)) === 'dead')
            remove(path);
    for (const name of (0,external_node_fs_.readdirSync)(sockets).filter((it) => (0,lock_ticket/* isId */.eQ)(it.replace(newSuffix, '')) && !inUse.has(it)))
        if (isPlainFile((0,external_node_path_namespaceObject.join)(sockets, name)) || ((await ask(name)) === 'refuses' && isLocal))
            remove((0,external_node_path_namespaceObject.join)(sockets, name));
}
const remove = (path) => (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true }));
const isPlainFile = (path) => (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;

;// CONCATENATED MODULE: ./lib/src/lock/host/file-store.js

















const [signInMs, sweepMs] = [30_000, 10_000];
const never = new AbortController().signal;
async function openFileStore(place, clock, kernel = kernel_systemKernel) {
    const dir = openLockDir(place);
    const self = liveness_thisProcess(kernel);
    const { wake, key } = await listen(dir, self.key, clock).catch((error) => {
        throw lock_dir_refusal(dir.root, error);
    });
    return createFileStore(place, dir, { ...self, key }, wake, clock, kernel);
}
function createFileStore(place, dir, self, wake, clock, kernel) {
    const at = (...parts) => (0,external_node_path_namespaceObject.join)(dir.root, ...parts);
    const own = new Map();
    const judgeOne = (it) => (0,lock_ticket/* encodeProcess */.mW)(it) === (0,lock_ticket/* encodeProcess */.mW)(self) ? Promise.resolve('alive') : liveness_judge(it, { kernel, askSocket: wake.ask, isLocal: dir.isLocal });
    const latch = createLatch(dir, self, judgeOne);
    const survey = (isOfInterest) => line_readLine(dir.root, judgeOne, kernel, isOfInterest);
    const standing = (it, verdict, where = line_pathOf(dir.root, it)) => line_standingAt(where, it, verdict, clock.wall());
    const discard = (from) => discardFrom(dir.root, from);
    const remove = (it) => it.isGranted && (0,lock_queue/* mayWrite */.J)(it.mode) ? move(line_pathOf(dir.root, it), at('crashed', (0,lock_ticket/* tokenOf */.B9)(it.seq, it.id))) : discard(line_pathOf(dir.root, it));
    const bury = (it) => {
        const last = standing(it, 'dead');
        return remove(it) && it.isGranted ? [last] : [];
    };
    const proceed = (mine, to) => {
        if (mine.at === to)
            return;
        if (!move(mine.at, to))
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
        mine.at = to;
    };
    const enter = async (request) => {
        const home = at('t', `r.${request.id}.${(0,lock_ticket/* encodeProcess */.mW)(self)}`);
        makeDir(home, dir.mode, dir.owner);
        writeRequest(home, request, self, clock.wall());
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
        leaveNotes(mine?.others() ?? [], id, place);
        return { obstacle, recovered: [] };
    };
    const decide = (id, signal) => latch(async (isStillOurs) => {
        const mine = own.get(id);
        if (!mine || !isThere(mine.at))
            throw (0,store/* takenBack */.lv)(`in '${dir.root}'`);
        const { seq = Infinity } = mine;
        const { tickets, verdicts } = await survey((it) => it.isGranted || it.seq < seq);
        if (!isStillOurs())
            throw new errors/* FetchLockError */.qf('FL_LOST', { what: `Something removed the latch of '${dir.root}' from under us.` });
        const others = tickets.filter((it) => it.id !== id);
        mine.seq ??= nextSeq(dir.root, self, others);
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
        (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)((0,external_node_path_namespaceObject.join)(mine.at, `g.${clock.wall()}`), ''));
        proceed(mine, at('h', (0,lock_ticket/* tokenOf */.B9)(mine.seq, id)));
        takeNotes(mine.others(), id);
        if (mine.mode !== 'exclusive')
            wake.shout();
        return { granted: { token: (0,lock_ticket/* tokenOf */.B9)(mine.seq, id), recovered, dirty: readCrashed(dir.root, clock.wall()) } };
    }, signal).catch((error) => {
        throw lock_dir_refusal(dir.root, error);
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
    const takeGranted = (token, as) => take(at('h', token), (0,lock_ticket/* decodeToken */.oL)(token) && line_readGranted(at('h', token), token), as ?? (isBroken(dir.root, token) ? remove : undefined));
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
        const it = isHeld(token) ? line_readGranted(at('h', token), token) : undefined;
        const mark = it && (0,lock_ticket/* modeMark */.Dg)(it.mode);
        if (mark)
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.unlinkSync)(at('h', token, mark)));
        if (it)
            await announce(it.witnesses);
        return isHeld(token);
    };
    const listing = () => (0,errors/* orNothing */.bR)(() => [...namesIn(at('h')), ...namesIn(at('q'))].join());
    const isHeld = (token) => (0,lock_ticket/* decodeToken */.oL)(token) !== undefined && (0,errors/* orNothing */.bR)(() => isThere(at('h', token)) && !isBroken(dir.root, token)) === true;
    const signIn = (token, who) => {
        const mark = at('h', token, (0,lock_ticket/* witnessMark */.pq)(who));
        if (isHeld(token))
            (0,errors/* unless */.NJ)(['ENOENT'], () => (0,external_node_fs_.writeFileSync)(mark, '', { flag: 'wx' }));
        return isHeld(token) && (0,external_node_fs_.existsSync)(mark);
    };
    const close = () => {
        for (const it of own.values())
            (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.unlinkSync)((0,external_node_path_namespaceObject.join)(it.at, `m.${(0,lock_ticket/* encodeProcess */.mW)(self)}`)));
        wake.close();
    };
    const told = (act) => act().catch((error) => {
        throw lock_dir_refusal(dir.root, error);
    });
    return {
        enter: (request) => told(() => enter(request)),
        place: placeRequest,
        wait: (obstacle, ms, signal) => {
            const before = listing();
            return wake.sleep(obstacle.watch, ms, signal, {
                isGone: (it) => it.boot === kernel.boot && it.namespace === kernel.namespace && liveness_judgePid(it, kernel) === 'dead',
                isDead: async (it) => (await judgeOne(it)) === 'dead',
                isOther: () => !(0,external_node_fs_.existsSync)(obstacle.at) || before === undefined || listing() !== before,
                everyMs: obstacle.ahead > 1 ? 5000 : 2000,
            });
        },
        sign: (token, who = self, signal = never) => told(() => (0,base_clock/* within */.ux)(clock, signInMs, (limit) => latch(async () => signIn(token, who), AbortSignal.any([limit, signal])))),
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
        refresh: async () => { },
        lastSeq: async () => lastSeq(dir.root),
        errands: async () => readErrands(dir.root),
        ids: async () => orRefuse(dir.root, () => readIds(dir.root)),
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
    if (fleet !== undefined && (0,external_node_path_namespaceObject.dirname)(dir) === ownRoom())
        orRefuse(dir, makeOwnRoom);
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
        isInDoubt: (token) => (0,lock_ticket/* decodeToken */.oL)(token) !== undefined && (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.existsSync)((0,external_node_path_namespaceObject.join)(dir, 'crashed', token))) === true,
    });
}

;// CONCATENATED MODULE: ./lib/src/report/archive.js




const usualBounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };
const journalOf = (dir) => (0,external_node_path_namespaceObject.join)(dir, 'journal.jsonl');
const safely = (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;
const listArchives = (dir) => ((0,errors/* orNothing */.bR)(() => (0,external_node_fs_.readdirSync)(dir)) ?? [])
    .flatMap((name) => {
    const [, number] = pattern.exec(name) ?? [];
    const path = (0,external_node_path_namespaceObject.join)(dir, name);
    const found = number === undefined ? undefined : (0,errors/* orNothing */.bR)(() => (0,external_node_fs_.lstatSync)(path));
    return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
})
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));
const isSame = (one, other) => one?.ino === other.ino && one.dev === other.dev;
function putAside(live, found, bounds) {
    const dir = (0,external_node_path_namespaceObject.dirname)(live);
    if (wouldShutOut(dir))
        return false;
    return (alone(dir, () => {
        if (!isSame((0,external_node_fs_.lstatSync)(live, { throwIfNoEntry: false }), found))
            return true;
        const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${(0,random/* randomHex */.n)(8)}.jsonl`;
        if (!pattern.test(name))
            return false;
        (0,external_node_fs_.renameSync)(live, (0,external_node_path_namespaceObject.join)(dir, name));
        removeOldest(dir, bounds);
        return true;
    }) ?? false);
}
const deadAfterMs = 10_000;
function alone(dir, act) {
    const guard = (0,external_node_path_namespaceObject.join)(dir, 'journal.moving');
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
const archive_mostTries = 20;
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
        if (tries === archive_mostTries || isSame(lstatSync(path, { throwIfNoEntry: false }), live.found))
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
    const { mode, uid } = (0,external_node_fs_.statSync)((0,external_node_path_namespaceObject.dirname)(path));
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
const liveness = { alive: 'still running', dead: 'no longer running', unknown: 'cannot be seen from here' };
const describe = (it) => {
    const name = `${nameJob(it.job)} (${it.mode}, ${it.heldMs > 0 ? `for ${formatDuration(it.heldMs)}, ` : ''}${liveness[it.verdict]})`;
    return it.waitsFor ? `${name}, which is first on this host and waits for ${nameJob(it.waitsFor)}` : name;
};
const linkTo = ({ holders: [first] }) => {
    const link = first && linkOf(first.job);
    return link ? ` ${link}` : '';
};
const inFront = ({ ahead }) => `${plural(ahead, 'request')} in front`;
const heldBy = ({ holders: [first, ...more] }) => first ? `Held by ${describe(first)}${more.length > 0 ? ` and ${plural(more.length, 'other')}` : ''}` : 'Nobody holds it yet';
const keptBy = (line) => {
    if (line.reason === undefined)
        return heldBy(line);
    const why = inert(line.reason.replace(/\.$/, ''), 500);
    return line.holders.length > 0 ? `${heldBy(line)}. ${why}` : why;
};
const article = (mode) => (/^[aeu]/.test(mode) ? 'an' : 'a');
const sayWaiting = (path, mode, line, waitedMs) => `Waiting ${waitedMs >= 1000 ? `for ${formatDuration(waitedMs)} ` : ''}to get ${article(mode)} ${mode} lock on ${inert(path)}: ${inFront(line)}. ${keptBy(line)}.${linkTo(line)}`;
const sayBehind = (path, line, waitedMs) => `Waiting ${formatDuration(waitedMs)}. ${keptBy(line)}; ${line.ahead} in front, for ${inert(path)}.`;
const sayShort = (path, leftMs, { waits, longer, p50Ms, p95Ms }, input = 'lock-timeout') => `This wait for ${inert(path)} may end in vain: it ends after ${formatDuration(leftMs)}, and ${longer} of the ${waits} requests that had to wait there in the last 7 days waited longer or gave up (p50 ${formatDuration(p50Ms)}, p95 ${formatDuration(p95Ms)}). Raise \`${input}\`, or look at what holds the lock for so long.`;
const sayAcquired = (path, mode, waitedMs, position) => `Got the ${mode} lock on ${inert(path)} ${position === 0 && waitedMs < 1000 ? 'at once' : `after ${formatDuration(waitedMs)}`}.`;
const sayDowngraded = (path, mode) => `Git is done: the ${mode} lock on ${inert(path)} is shared until the job ends.`;
const sayReleased = (path, mode, heldMs) => `Let go of the ${mode} lock on ${inert(path)}, held for ${formatDuration(heldMs)}.`;
const sayRecovered = (path, holder) => `The lock on ${(0,base_text/* inert */.tJ)(path)} was recovered: ${nameJob(holder)} died without letting go.`;
const sayHalfWritten = (path, holders) => `${inert(path)} may be half-written: ${holders.map(nameJob).join('; ')} died while holding the lock.`;
const sayDirty = (path, holders) => `${sayHalfWritten(path, holders)} Output \`dirty\` is true.`;
function sayJoined(path, command, holder, ageMs) {
    const when = ageMs === undefined ? 'after this step asked' : `${formatDuration(ageMs)} before this step asked, which \`max-age\` allows`;
    const what = command === undefined
        ? `it brought what is wanted into ${inert(path)}`
        : `it began ${when}, so \`git ${inert(withoutCredentials(command.replace(/^git\s+/, '')))}\` is not run in ${inert(path)}`;
    const link = linkOf(holder);
    return `Joined the fetch of ${nameJob(holder)}: ${what}.${link ? ` ${link}` : ''}`;
}
const sayPresent = (path, count) => `${count === 1 ? 'What is wanted' : `All that is wanted (${count})`} is in ${inert(path)} already, kept by a ref: nothing is fetched.`;
const sayMerged = (path, count) => `Fetching into ${inert(path)} for ${plural(count, 'request')} in line too.`;
const sayAlone = (path, complaint) => `The fetch into ${inert(path)} for all in line failed, which may be because of one of them${complaint ? ` (${inert(complaint)})` : ''}: doing ours alone.`;
const troubleWaiting = (path, mode, line, waitedMs, limit, input = 'lock-timeout') => ({
    what: waitedMs < 1000
        ? `The ${mode} lock on ${inert(path)} is taken.`
        : `Waited ${formatDuration(waitedMs)} for the ${mode} lock on ${inert(path)} and gave up.`,
    why: line.reason === undefined ? `${heldBy(line)}; ${inFront(line)}.` : `${keptBy(line)}.`,
    fix: `Raise \`${input}\` (now ${inert(limit)}), or ${line.reason === undefined ? 'look at what holds it' : 'see why that is so'}.${linkTo(line)}`,
});
const troubleGivingUp = ({ obstacle, circle }, path, mode, ...[waitedMs, limit, input]) => circle.length > 0 ? troubleDeadlock(path, mode, describeCircle(circle)) : troubleWaiting(path, mode, obstacle, waitedMs, limit, input);
const describeCircle = (circle) => circle
    .map(({ waiter, holder }, index) => {
    const next = circle[(index + 1) % circle.length]?.waiter.job ?? {};
    const who = index === 0 ? 'this job' : nameJob(waiter.job);
    const whom = index === circle.length - 1 ? 'this job' : nameJob(next);
    return `${who} waits for ${article(waiter.mode)} ${waiter.mode} lock on ${inert(waiter.guards)}, of which ${whom} holds ${article(holder.mode)} ${holder.mode} one`;
})
    .join('; ');
const troubleDeadlock = (path, mode, circle) => ({
    what: `Waiting for the ${mode} lock on ${inert(path)} would never end.`,
    why: `It is a deadlock: ${circle}. The youngest request gives up, so that the others go on.`,
    fix: 'Lock everything at once (`path` takes several lines, `run` several `--path`), or in the same order in every job; ask for the strongest `mode` first.',
});

;// CONCATENATED MODULE: ./lib/src/action/inputs/given.js
const given_inputOf = (env, name) => (env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();
const isCacheKey = (text) => text !== '' && text.length <= 512 && !/[,\p{Cc}]/u.test(text);

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
        if (authority !== '' || !(0,external_node_path_namespaceObject.isAbsolute)(socket) || socket.length < 2)
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
    const verb = verbOf(words, line);
    const rules = verbs[verb];
    const notAccepted = (why) => unsafe(line, why, `\`${verb}\` takes ${notations(rules).join(', ')}.`);
    const { options, operands } = readOptions(words.slice(verb.split(' ').length), rules, notAccepted);
    const place = options.includes('--multiple') ? 'remotes' : rules.operands;
    const objection = objectionTo(operands, places[place]);
    if (objection)
        throw unsafe(line, objection.why, objection.fix);
    const settled = Object.entries(rules.settles ?? {}).flatMap(([option, by]) => (options.some((it) => by.test(it)) ? [] : [option]));
    if (place === 'repository')
        operands.push(...operands_protectionOf(operands.slice(1)));
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
function verbOf(words, line) {
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
    if ((0,external_node_path_namespaceObject.isAbsolute)(url))
        return fileAt(url);
    const [, host, path = ''] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@[\]]+):(?!:)(.*)$/is.exec(url) ?? [];
    return host === undefined || /^[a-z]:[\\/]/i.test(url) ? undefined : named(host, path);
}
function fileAt(rest) {
    const path = shortened(rest);
    return (0,external_node_path_namespaceObject.isAbsolute)(rest) && path !== '' ? `file:/${path}` : undefined;
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
const name_makingOf = (name) => `${name}:making`;

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
    if (isCacheKey(text))
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
const isOverruled = ({ failClosed }, env) => failClosed === 'always' && /^false$/i.test(inputOf(env, 'fail-closed'));

;// CONCATENATED MODULE: ./lib/src/lock/job/party.js



const partyVariable = 'FETCH_LOCK_PARTY';
const party_partyKey = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
function party_jobParty({ RUNNER_TRACKING_ID: tracking = '' }) {
    return /^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking) ? party_partyKey(tracking) : undefined;
}
const party_sharedParty = ({ [partyVariable]: shared = '' }) => (isId(shared) ? shared : undefined);
const commandParty = (env) => party_sharedParty(env) ?? party_jobParty(env) ?? newId();
const mostTokens = 64;
const tokensIn = ({ [tokenVariable]: tokens = '' }) => tokens
    .split(' ')
    .filter((it) => decodeToken(it) !== undefined)
    .slice(-mostTokens);

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
    const checkRun = inputOf(env, 'check-run-id');
    const ofCheckRun = /^\d+$/.test(checkRun) ? partyKey(`${env.GITHUB_SERVER_URL ?? ''} ${checkRun}`) : undefined;
    const shared = sharedParty(env);
    const party = ofCheckRun ?? jobParty(env) ?? shared ?? newId();
    return { party, isNew: party !== shared };
}

;// CONCATENATED MODULE: ./lib/src/lock/fleet/place.js





function place_placeInFleet(place, name, isOnOwnDisk = isOnLocalDisk) {
    if (place.kind === 'given' || isOnOwnDisk(place.dir))
        return { ...place, fleet: name };
    const digest = (0,external_node_crypto_.createHash)('sha256').update(place.guards).digest('hex');
    return { dir: (0,external_node_path_namespaceObject.join)(ownRoom(), digest), guards: place.guards, kind: 'given', fleet: name };
}
const place_compareOrder = (one, other) => compare(one.fleet ?? one.dir, other.fleet ?? other.dir) || compare(one.dir, other.dir);
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
function isOnLocalDisk(dir) {
    const isLocal = (0,errors/* unless */.NJ)(['ENOENT', 'ENOTDIR'], () => disk_diskOf(dir).isLocal);
    return isLocal ?? ((0,external_node_path_namespaceObject.dirname)(dir) !== dir && isOnLocalDisk((0,external_node_path_namespaceObject.dirname)(dir)));
}

;// CONCATENATED MODULE: ./lib/src/fetch/fleet.js








async function joinFleet(scope, { env, lockName, url, naming = 'Input `lock-name`' }) {
    const name = lockName ?? (await nameOf(scope, env, url, naming));
    return { ...scope, lock: place_placeInFleet(scope.lock, name) };
}
async function nameOf({ path, guards, kind }, env, url, naming) {
    const refuse = (why) => new errors/* FetchLockError */.qf('FL_INPUT', {
        what: `${naming} is missing for '${(0,base_text/* inert */.tJ)(path)}': its lock needs a name that is the same on every host.`,
        why: `It is not taken from a remote, since ${why}.`,
        fix: 'Give the name, and the same one on every host that shares this directory.',
    });
    if (kind === 'directory')
        throw refuse('this is a plain directory');
    const config = (0,external_node_path_namespaceObject.join)(guards, 'config');
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
    const { stdout } = await ask('git', ['config', '--file', config, '--no-includes', '-z', '--get-regexp', '^remote\\..*\\.url$'], {
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

;// CONCATENATED MODULE: ./lib/src/git/bundle.js






const copyMirror = (mirror, into, work) => clone(mirror, into, work);
const bundle = (repository, file, work) => git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);
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
function bundle_takeObjects(lender, mirror) {
    const packs = (repository) => join(repository, 'objects', 'pack');
    for (const name of readdirSync(packs(lender)).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')))) {
        renameSync(join(packs(lender), name), join(packs(mirror), name));
        chmodSync(join(packs(mirror), name), 0o444);
    }
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

;// CONCATENATED MODULE: ./lib/src/fetch/refs.js



const refs_fenceName = 'refs/fetch-lock/fence';
const gone = (/* unused pure expression or super */ null && (['ENOENT', 'ENOTDIR']));
function refNames(dir) {
    const packed = unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '';
    return [...looseRefs(dir), ...packed.split('\n').flatMap((line) => /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line)?.[1] ?? [])];
}
function dropBrokenRefs({ guards, kind }) {
    const isOurs = (name) => (kind === 'bare' && name !== 'refs/heads' && name !== refs_fenceName) || /^refs\/(remotes\/|fetch-lock\/.*\/)/.test(name);
    const broken = looseRefs(guards).filter((name) => isOurs(name) && saysNothing(join(guards, name)));
    return broken.filter((name) => {
        unless(gone, () => unlinkSync(join(guards, name)));
        return true;
    });
}
function refs_readLoose(dir, name) {
    const file = join(dir, name);
    return unless(gone, () => lstatSync(file))?.isFile() ? unless(gone, () => readFileSync(file, 'latin1')) : undefined;
}
const readPacked = (dir, name) => (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'latin1')) ?? '')
    .split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.split(' ')[0];
function dropBroken(dir, name) {
    const isBroken = refs_readLoose(dir, name) !== undefined && saysNothing(join(dir, name));
    if (isBroken)
        unless(gone, () => unlinkSync(join(dir, name)));
    return isBroken;
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
function hasRef(dir, name) {
    const file = join(dir, name);
    const loose = unless(gone, () => lstatSync(file));
    if (loose && !loose.isDirectory())
        return loose.isFile() && /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.test(unless(gone, () => readFileSync(file, 'latin1')) ?? '');
    return (unless(gone, () => readFileSync(join(dir, 'packed-refs'), 'utf8')) ?? '').includes(` ${name}\n`);
}

;// CONCATENATED MODULE: ./lib/src/fetch/fencing/fence.js









const digestOf = (party) => createHash('sha256').update(party).digest('hex').slice(0, 16);
const encodeMark = ({ fence, id, party, before }) => `${fence} ${id} ${party}${before === undefined ? '' : ` ${before}`}\n`;
function decodeMark(line) {
    const [fence = '', id = '', party = '', before, ...more] = line.split(' ');
    if (!/^[1-9]\d{0,14}$/.test(fence) || !isId(id) || !isId(party) || more.length > 0)
        return undefined;
    if (before === undefined)
        return { fence: Number(fence), id, party };
    return isObjectId(before) ? { fence: Number(fence), id, party, before } : undefined;
}
function fenceInFile(commonDir) {
    const text = readLoose(commonDir, fenceName)?.trim();
    return text !== undefined && isObjectId(text) ? text : undefined;
}
const limitMs = 30_000;
async function fence_isStanding({ dir, object }, isolation, work) {
    const inFile = fenceInFile(dir);
    if (inFile !== undefined)
        return inFile === object;
    const lines = [];
    const argv = [`--git-dir=${dir}`, 'rev-parse', '--quiet', '--verify', fenceName];
    const { exitCode } = await runGit(argv, isolation, { ...work, limitMs, onLine: (line) => lines.push(line) });
    return exitCode === 0 && lines.join() === object;
}
const fence_overtaken = (path, command) => new FetchLockError('FL_LOST', {
    what: `The lock on '${inert(path)}' is somebody else's by now, so \`${command}\` is not trusted.`,
    why: 'It ran out while this host, or its way to Redis, stood still, and another job has moved the fence since. What this one wrote later was refused by git.',
    fix: 'Run the job again.',
});
function demandHook(hooks) {
    const file = join(hooks, 'reference-transaction');
    try {
        accessSync(file, constants.X_OK);
    }
    catch (error) {
        throw new FetchLockError('FL_BACKEND', {
            what: `'${inert(file)}' cannot be run, so nothing would stop a holder that has lost the lock.`,
            why: `${messageOf(error)}.`,
            fix: 'Let the action be checked out with its modes, on a file system that is not mounted `noexec`.',
        }, error);
    }
}

;// CONCATENATED MODULE: ./lib/src/fetch/fencing/turn.js










const roomOf = (commonDir) => join(commonDir, 'refs', 'fetch-lock');
const turnFile = (commonDir) => join(roomOf(commonDir), 'writer.lock');
const hostWord = (0,external_node_os_.hostname)().replace(/[^\w.-]/g, '_') || '_';
const thisHost = ({ boot, namespace } = systemKernel) => `${hostWord} ${boot}-${namespace}`;
function makerOf(text) {
    const [, host = '', name = ''] = /^\S+ (\S+) (\S+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
    const process = decodeProcess(name);
    return process && { host: inert(host, 80), process };
}
const isDead = ({ host, process }, kernel) => process.boot === kernel.boot &&
    process.namespace === kernel.namespace &&
    (process.boot !== 'none' || host === hostWord) &&
    judgePid(process, kernel) === 'dead';
const mostBytes = 4096;
function read(file) {
    const found = unless(['ENOENT', 'ENOTDIR'], () => lstatSync(file));
    if (!found)
        return undefined;
    return found.isFile() && found.size <= mostBytes ? (unless(['ENOENT'], () => readFileSync(file, 'utf8')) ?? '') : '';
}
function turn_freeTurn(commonDir, kernel = systemKernel) {
    const file = turnFile(commonDir);
    const text = read(file);
    if (text === undefined)
        return true;
    const maker = makerOf(text);
    return maker !== undefined && isDead(maker, kernel) && takeAway(file, text);
}
function takeAway(file, text) {
    const aside = join(file, '..', `writer-${newId()}.lock`);
    if (!unless(['ENOENT'], () => renameSync(file, aside) ?? true))
        return true;
    const isIt = read(aside) === text;
    if (!isIt)
        unless(['EEXIST'], () => linkSync(aside, file));
    unless(['ENOENT'], () => unlinkSync(aside));
    return isIt;
}
const turn_patienceMs = 10_000;
const turn_lookMs = 50;
async function takeTurn(commonDir, clock, signal) {
    const untilMs = clock.now() + turn_patienceMs;
    const line = `- ${hostWord} ${encodeProcess({ ...thisProcess(), key: '0' })}`;
    try {
        for (;;) {
            signal.throwIfAborted();
            if (turn_make(turnFile(commonDir), line)) {
                return (now = commonDir) => {
                    if (read(turnFile(now))?.startsWith(line))
                        unless(['ENOENT'], () => unlinkSync(turnFile(now)));
                };
            }
            if (turn_freeTurn(commonDir))
                continue;
            if (clock.now() > untilMs)
                throw stuck(commonDir, clock);
            await pause(clock, turn_lookMs, signal);
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
function turn_make(file, line) {
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

;// CONCATENATED MODULE: ./lib/src/fetch/fetch-head.js




const { O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
function fetch_head_freeFetchHead({ workDir }, argv) {
    if (argv.includes('--append'))
        return;
    const path = join(gitDirOf(workDir), 'FETCH_HEAD');
    try {
        closeSync(openSync(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK));
    }
    catch (error) {
        if (errnoOf(error) === 'EACCES')
            orNothing(() => unlinkSync(path));
    }
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/leftovers.js

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const leftovers_commonLocks = {
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
const leftovers_headLocks = { 'HEAD.lock': hourMs };
const leftovers_worktreeLocks = {
    'index.lock': hourMs,
    'ORIG_HEAD.lock': hourMs,
    'MERGE_RR.lock': hourMs,
    'config.worktree.lock': hourMs,
    'info/sparse-checkout.lock': hourMs,
};
const leftovers_lockTrees = (/* unused pure expression or super */ null && (['refs', 'logs', 'reftable']));
const leftovers_treeLockMs = (/* unused pure expression or super */ null && (hourMs));
const leftovers_temporaryMs = 24 * hourMs;
const leftovers_isTemporary = (dir, name) => ({
    objects: /^(tmp_|incoming-)/,
    pack: /^(tmp_|\.tmp-\d+-)/,
    'fan-out': /^tmp_obj_/,
    common: /^shallow_\w{6}$/,
})[dir].test(name);
const seenFrom = (users, { isFleet }) => isFleet && users.answer === 'nobody' ? { answer: 'unknown', why: 'other hosts work in this repository, too' } : users;
function leftovers_whyRemovable(leftover, seen, maker) {
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
    return ageMs >= oldMs ? `it is older than ${formatDuration(oldMs)}` : undefined;
}
function leftovers_whyItStays({ kind, ageMs, oldMs, isOfTable }, seen, maker = {}) {
    const users = seenFrom(seen, maker);
    if (kind !== 'file')
        return `It is ${kind === 'directory' ? 'a directory' : kind === 'link' ? 'a link' : 'no plain file'}, which git did not make.`;
    if (users.answer === 'somebody') {
        const { pid, command } = users.who;
        return `Process ${pid} (${command}) ${users.hasItOpen ? 'has it open' : 'works in the repository'}.`;
    }
    if (users.answer === 'nobody')
        return 'It could not be removed.';
    const age = ageMs < 0 ? 'from the future' : `${formatDuration(Math.round(ageMs))} old`;
    const until = maker.isFleet && isOfTable ? '' : ` until it is ${formatDuration(oldMs)} old`;
    return `It is ${age}, and whether somebody uses it cannot be seen from here: ${users.why}. It is left${until}.`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/finds.js





const mostNames = 200_000;
function finds_findLocks(scope, mode) {
    const { guards, kind } = scope;
    const isAlone = mode === 'exclusive';
    const read = readerOf(mostNames);
    const named = (dir, locks) => Object.entries(locks).flatMap(([name, oldMs]) => finds_lookAt(dir, name, oldMs));
    const inGitDir = (dir, locks) => [
        ...named(dir, locks),
        ...lockTrees.flatMap((tree) => walk(join(dir, tree), read).map((it) => ({ ...it, isOfRef: tree === 'refs' }))),
    ];
    const own = ownGitDir(scope);
    const heads = isAlone || kind === 'bare' ? headLocks : {};
    return [
        ...inGitDir(guards, commonLocks),
        ...named(guards, heads).map((it) => ({ ...it, isOfRef: kind === 'bare' })),
        ...(isAlone ? read(join(guards, 'worktrees')).flatMap((it) => (it.isDirectory() ? inGitDir(finds_pathOf(it), headLocks) : [])) : []),
        ...(isAlone ? named(own, worktreeLocks) : []),
        ...finds_modulesIn(join(own, 'modules'), read).flatMap((it) => inGitDir(it, isAlone ? { ...commonLocks, ...headLocks, ...worktreeLocks } : commonLocks)),
    ];
}
function finds_findTemporaries(commonDir) {
    const read = readerOf(mostNames);
    const objects = join(commonDir, 'objects');
    const inDir = (dir, kind) => read(dir).flatMap((it) => (isTemporary(kind, it.name) ? finds_lookAt(dir, it.name, temporaryMs) : []));
    const fanOut = read(objects).filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name));
    return [
        ...inDir(commonDir, 'common'),
        ...inDir(objects, 'objects'),
        ...inDir(join(objects, 'pack'), 'pack'),
        ...fanOut.flatMap((it) => inDir(finds_pathOf(it), 'fan-out')),
    ];
}
function finds_rootsOf({ guards, workDir }) {
    const top = basename(guards) === '.git' ? [dirname(guards)] : [];
    const trees = readerOf(mostNames)(join(guards, 'worktrees')).flatMap((it) => {
        const note = join(finds_pathOf(it), 'gitdir');
        const dotGit = orNothing(() => (lstatIn(note)?.isFile() ? readFileSync(note, 'utf8').trim() : ''));
        return dotGit ? [dirname(resolve(finds_pathOf(it), dotGit))] : [];
    });
    return [...new Set([guards, workDir, ...top, ...trees])];
}
function ownGitDir(scope) {
    const dir = orNothing(() => realpathSync(gitDirOf(scope.workDir)));
    return dir !== undefined && dirname(dir) === join(scope.guards, 'worktrees') ? dir : scope.guards;
}
function finds_lookAt(dir, name, oldMs) {
    const [last = '', ...parents] = name.split('/').reverse();
    const parent = parents.toReversed().reduce((at, it) => at && realDirIn(at, it), dir);
    const stats = parent && lstatIn(join(parent, last));
    return stats ? [{ path: join(dir, name), stats, oldMs }] : [];
}
function walk(dir, read) {
    const others = dir.endsWith('refs/fetch-lock') ? [] : read(dir).filter((it) => it.name.endsWith('.lock') || it.isDirectory());
    return others.flatMap((it) => (it.name.endsWith('.lock') ? finds_lookAt(dir, it.name, treeLockMs) : walk(finds_pathOf(it), read)));
}
const finds_modulesIn = (dir, read) => read(dir)
    .filter((it) => it.isDirectory())
    .map(finds_pathOf)
    .flatMap((it) => (lstatIn(join(it, 'HEAD')) ? [it, ...finds_modulesIn(join(it, 'modules'), read)] : finds_modulesIn(it, read)));
const finds_pathOf = (it) => join(it.parentPath, it.name);
function readerOf(most) {
    let left = most;
    return (dir) => {
        if (left <= 0 || !lstatIn(dir)?.isDirectory())
            return [];
        const names = orNothing(() => readdirSync(dir, { withFileTypes: true })) ?? [];
        left -= names.length;
        return names;
    };
}
const realDirIn = (dir, name) => lstatIn(join(dir, name))?.isDirectory() ? join(dir, name) : undefined;
const lstatIn = (path) => orNothing(() => lstatSync(path, { bigint: true, throwIfNoEntry: false }));

;// CONCATENATED MODULE: ./lib/src/fetch/mending/occupants.js




const wholeMachine = 'pid:[4026531836]';
const readers = new Set(['upload-pack', 'upload-archive', 'http-backend', 'daemon', 'cat-file', 'rev-list', 'clone', 'fsmonitor--daemon']);
function occupants_takeCensus(roots, files, isLate) {
    const openers = new Map();
    let worker;
    let hidden = whatHides();
    const places = new Set(roots.map(idOf));
    const sought = new Map(files.map((it) => [idOf(it), it]));
    const names = new Set(files.map((it) => basename(it)));
    const lookAt = (pid) => {
        const [, name = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec(orNothing(() => readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? '') ?? [];
        if (state === '' || 'ZX'.includes(state))
            return;
        const argv = (orNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0');
        const verb = name === 'git' || name.startsWith('git-') ? (occupants_verbOf(argv) ?? '') : undefined;
        const mayWrite = verb !== undefined && !readers.has(verb) && !(verb === 'pack-objects' && argv.includes('--stdout'));
        const occupant = { pid: Number(pid), command: inert(verb === undefined ? name : `git ${verb}`, 60) };
        const links = linksOf(pid);
        if (!links) {
            if (mayWrite)
                hidden ??= `process ${pid} (${occupant.command}) of another user does not show what it has open`;
            return;
        }
        for (const { at, to } of links.open) {
            const file = names.has(basename(to)) ? sought.get(idOf(at)) : undefined;
            if (file !== undefined)
                openers.set(file, occupant);
        }
        if (!mayWrite || worker)
            return;
        const paths = [links.cwd, ...links.open.map((it) => it.to).filter((to) => to.startsWith('/')), ...pointedAt(pid, argv, links.cwd)];
        if (paths.some((it) => occupants_isInside(pid, it, places)))
            worker = occupant;
    };
    for (const pid of process.platform === 'linux' ? (orNothing(() => readdirSync('/proc')) ?? []) : []) {
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
    if (orNothing(() => readlinkSync('/proc/self')) !== String(process.pid))
        return '/proc is that of other processes';
    if (orNothing(() => readlinkSync('/proc/self/ns/pid')) !== wholeMachine)
        return 'a container does not see the processes outside';
    return orNothing(() => readFileSync('/proc/1/stat')) ? undefined : '/proc hides the processes of others';
}
function linksOf(pid) {
    try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
            const at = `/proc/${pid}/fd/${fd}`;
            const to = orNothing(() => readlinkSync(at));
            return to === undefined ? [] : [{ at, to }];
        });
        return { cwd, open };
    }
    catch (error) {
        return ['EACCES', 'EPERM'].includes(error.code ?? '') ? undefined : { cwd: '/', open: [] };
    }
}
function pointedAt(pid, argv, cwd) {
    const environment = (orNothing(() => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
    const named = [
        ...environment.map((it) => /^GIT_(?:DIR|COMMON_DIR|OBJECT_DIRECTORY)=(.+)$/s.exec(it)?.[1]),
        ...argv.map((it, index) => (it === '--git-dir' ? argv[index + 1] : /^--git-dir=(.+)$/s.exec(it)?.[1])),
    ];
    return named.filter((it) => it !== undefined).map((it) => resolve(cwd, it));
}
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix']);
function occupants_verbOf([program = '', ...rest]) {
    const name = basename(program);
    if (name.startsWith('git-'))
        return name.slice('git-'.length);
    return rest.find((it, index) => !it.startsWith('-') && !valued.has(rest[index - 1] ?? ''));
}
function occupants_isInside(pid, path, places) {
    for (let at = path;; at = dirname(at)) {
        if (places.has(idOf(`/proc/${pid}/root${at}`)))
            return true;
        if (dirname(at) === at)
            return false;
    }
}
function idOf(path) {
    const found = orNothing(() => statSync(path, { bigint: true }));
    return found ? `${found.dev}:${found.ino}` : `nothing at ${path}`;
}

;// CONCATENATED MODULE: ./lib/src/fetch/mending/cleaner.js









const cleaner_patienceMs = 3000;
const ownPatienceMs = 500;
function cleaner_removeLeftovers(scope, mode, cleaning, past = {}) {
    const found = findLocks(scope, mode);
    if (past.deadForMs !== undefined)
        found.push(...findTemporaries(scope.guards));
    cleaner_remove(scope, found, cleaning, cleaner_patienceMs, past);
}
function cleaner_removeOwn(scope, mode, cleaning, time, { isFleet } = {}) {
    if (time === undefined)
        return;
    const found = [...findLocks(scope, mode), ...findTemporaries(scope.guards)].filter((it) => it.stats.mtimeNs >= time);
    cleaner_remove(scope, found, cleaning, ownPatienceMs, { isOurs: true, isFleet });
}
function cleaner_whatIsInTheWay(scope, mode, { clock, census = takeCensus }, past = {}) {
    const found = findLocks(scope, mode);
    const [first] = found;
    const now = first && cleaner_timeIn(scope);
    if (!first || now === undefined)
        return undefined;
    const untilMs = clock.now() + ownPatienceMs;
    const usersOf = census(rootsOf(scope), found.map((it) => it.path), () => clock.now() > untilMs);
    const shown = found.slice(0, 5).map((it) => `'${cleaner_nameOf(scope, it.path)}': ${whyItStays(leftoverOf(it, now), usersOf(it.path), past)}`);
    const more = found.length > shown.length ? ` And ${plural(found.length - shown.length, 'other')}.` : '';
    const isPlain = inert(first.path, first.path.length) === first.path;
    const command = `\`rm ${first.stats.isDirectory() ? '-r ' : ''}-- '${first.path.replaceAll("'", "'\\''")}'\``;
    return {
        why: `In the way: ${shown.join(' ')}${more}`,
        fix: `Once no git works there any more, remove ${isPlain ? `it: ${command}.` : 'it by hand.'}`,
    };
}
function cleaner_timeIn({ guards }) {
    const path = join(guards, 'objects', `tmp_fetch-lock-${newId()}`);
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
            log.info(`'${file}' was left in '${inert(scope.path)}'. ${whyItStays(leftover, users, maker)}`);
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
const leftoverOf = ({ path, stats, oldMs, isOfRef = false }, now) => ({
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other',
    ageMs: Number(now - stats.mtimeNs) / 1e6,
    oldMs,
    isQuarantine: basename(dirname(path)) === 'objects' && isTemporary('objects', basename(path)),
    isOfRef,
    isOfTable: basename(path).startsWith('packed-refs.'),
});
const cleaner_nameOf = ({ guards }, path) => inert(relative(guards, path));

;// CONCATENATED MODULE: ./lib/src/fetch/pull.js




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
















class guarded_GitFailed extends errors/* FetchLockError */.qf {
    fault;
    complaint;
    constructor(fault, complaint, trouble) {
        super('FL_GIT', trouble);
        this.fault = fault;
        this.complaint = complaint;
    }
}
const isLost = (error) => error instanceof FetchLockError && error.code === 'FL_LOST';
const isStillRunning = (error) => error instanceof guarded_GitFailed && error.fault === 'still running';
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
        const since = mode && timeIn(scope);
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
    onNotice(`${inert(path)} has ${gathered}: git would collect them now, which may break who reads beside this job. A step with \`git: gc --auto\` now and then does it, alone.`);
}
const lastWords = (work) => ({
    ...work,
    signal: new AbortController().signal,
    limitMs: work.signal.aborted ? 1000 : work.limitMs,
});
function explainContention(error, look) {
    if (!(error instanceof guarded_GitFailed && error.fault === 'contention'))
        return error;
    const found = look();
    return found ? new guarded_GitFailed('contention', error.complaint, { ...error.trouble, ...found }) : error;
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
            env: guard.token === undefined ? work.env : { ...work.env, [tokenVariable]: guard.token },
            entersSubmodules,
            isAlone: guard.mode === 'exclusive',
            ...(guard.barrier ? { barrier: guard.barrier } : {}),
            onIgnored: work.onNotice ?? work.log.info,
        });
    }
    catch (error) {
        if (!(error instanceof Unreadable))
            throw error;
        throw new guarded_GitFailed(faultOf([error.complaint]), error.complaint, error.trouble);
    }
}
async function runCommand(command, path, isolation, guard, work) {
    const { clock, signal, log, report } = work;
    const argv = shorten(['git', ...command.argv.map(withoutCredentials)]);
    const refuseIfLost = async () => {
        if (!guard.isHeld())
            throw takenAway(`The lock on '${inert(path)}' was lost, so \`${say(command)}\` is not trusted.`, guard.whyLost?.());
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
            orNothing(() => freeTurn(guard.barrier?.dir ?? ''));
        await refuseIfLost();
        const said = faultOf(result.complaints);
        const fault = result.stopped ? 'stopped' : said === 'unknown' && result.exitCode === null ? 'ended' : said;
        if (result.exitCode === 0 && !result.stopped && (fault !== 'damage' || work.isSound))
            return lines;
        if (fault !== 'passing' || !command.isNetwork || attempt >= work.attempts)
            throw failed(command, path, work, result, fault, attempt);
        const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
        report('git_retried', { argv, reason: complaintOf(result), attempt });
        log.info(`That may pass: trying again in ${formatDuration(waitMs)} (attempt ${attempt + 1} of ${work.attempts}).`);
        await pause(clock, waitMs, signal);
    }
}
const shorten = (argv) => argv.length > mostWords ? [...argv.slice(0, mostWords), `(and ${argv.length - mostWords} more)`] : [...argv];
const say = ({ text, argv }) => text === undefined ? inert(withoutCredentials(['git', ...argv].join(' '))) : `git ${text.replace(/^git\s+/, '')}`;
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
        stopped: `took longer than ${formatDuration(work.limitMs)} and was stopped.`,
        ended: `was ended by a signal${times}.`,
        failed: `failed with exit code ${result.exitCode}${times}.`,
    }[fault === 'still running' || fault === 'stopped' ? fault : result.exitCode === null ? 'ended' : 'failed'];
    const complaint = complaintOf(result);
    return new guarded_GitFailed(fault, complaint, {
        what: `\`${say(command)}\` in '${inert(path)}' ${how}`,
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

;// CONCATENATED MODULE: ./lib/src/fetch/mirror.js








const sourceAt = (url) => [
    ['remote.origin.url', url],
    ['remote.origin.fetch', '+refs/*:refs/*'],
    ['remote.origin.fetch', '^refs/fetch-lock/*'],
    ['remote.origin.mirror', 'true'],
];
const collecting = (/* unused pure expression or super */ null && ([
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
]));
const mirror_stagingOf = (mirror) => `${mirror}.fetch-lock-new`;
const readyOf = (mirror) => join(mirror_stagingOf(mirror), basename(mirror));
const mirror_isStaged = (mirror) => existsSync(readyOf(mirror));
const mirror_isThere = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
async function stage(mirror, source, git, lend) {
    if (mirror_isStaged(mirror) && (await isFrom(readyOf(mirror), source, git)))
        return 'found';
    const staging = mirror_stagingOf(mirror);
    const [making, lender] = ['making', 'lender'].map((it) => join(staging, `${it}-${newId()}`));
    try {
        throwAway(staging);
        mkdirSync(staging);
        const isLent = (await lend?.(lender)) ?? false;
        await fill(making, source, git, isLent ? lender : undefined);
        renameSync(making, readyOf(mirror));
        return isLent ? 'restored' : 'cloned';
    }
    catch (error) {
        for (const it of [making, lender])
            orNothing(() => rmSync(it, { recursive: true, force: true }));
        orNothing(() => rmdirSync(staging));
        throw explain(mirror, error);
    }
}
async function isFrom(dir, source, git) {
    const [, url] = source.find(([key]) => key === 'remote.origin.url') ?? [];
    if (url === undefined)
        return true;
    const found = await git(['config', '--get-all', 'remote.origin.url'], dir).catch(() => []);
    return found.join() === inert(url, 500);
}
function publish(mirror) {
    try {
        const isNew = !mirror_isThere(mirror);
        if (isNew)
            renameSync(readyOf(mirror), mirror);
        discard(mirror);
        return isNew;
    }
    catch (error) {
        throw explain(mirror, error);
    }
}
function throwAway(staging) {
    const old = `${staging}-old`;
    rmSync(old, { recursive: true, force: true });
    unless(['ENOENT'], () => renameSync(staging, old));
    rmSync(old, { recursive: true, force: true });
}
function discard(mirror) {
    try {
        throwAway(mirror_stagingOf(mirror));
    }
    catch {
    }
}
function explain(mirror, error) {
    if (errnoOf(error) === undefined)
        return error;
    return new FetchLockError('FL_GIT', {
        what: `The mirror '${inert(mirror)}' could not be made.`,
        why: `${messageOf(error)}.`,
        fix: `Let this user write to '${inert(dirname(mirror))}', and see that there is space.`,
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
    const there = (await git(['ls-remote', '--symref', '--', url, 'HEAD'], dirname(dir), true)).join('\n');
    const format = /^[0-9a-f]{64}\b/m.test(there) ? ['--object-format=sha256'] : [];
    const mode = (statSync(dirname(dirname(dir))).mode & 0o020) === 0 ? [] : ['--shared=group'];
    await git(['init', '--quiet', '--bare', '--template=', ...format, ...mode, '--', dir], dirname(dir));
    appendFileSync(join(dir, 'config'), [...collecting, ...source].map(toConfiguration).join(''));
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
            ...{ id: newId(), place: it.lock, path: it.path },
            mode: inputs.isAuto && hasGit && !runsGit ? 'exclusive' : inputs.mode,
            endsShared: inputs.isAuto && inputs.hold === 'job' && runsGit,
            ...(runsGit && inputs.wants.length > 0 ? { hasPins: true } : {}),
        });
    }
    if (inputs.lockName !== undefined && targets.size > 1)
        throw new FetchLockError('FL_INPUT', {
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
    id: newId(),
    place: stagingPlace(scope, lockDir, workspace),
    path: `${scope.path} (being made)`,
    mode: 'exclusive',
    endsShared: false,
    startsAfresh: true,
});
const needsGit = ({ commands, wants }) => commands.length + wants.length > 0;
const hasRepository = (scope) => scope.kind !== 'directory';

;// CONCATENATED MODULE: ./lib/src/action/prepare.js















async function prepare(runner, clock) {
    try {
        const policy = readPolicy();
        const inputs = readInputsUnder(policy, runner.env, 'pre');
        for (const it of inputs.redis?.secrets ?? [])
            runner.hide(it);
        if (needsGit(inputs))
            runner.log.debug(`git ${await gitVersion(runner.env)}`);
        if (given_inputOf(runner.env, 'path') !== '')
            for (const path of inputs.paths)
                await sweep(runner, clock, inputs, policy, path).catch((error) => runner.log.info(`The main step would fail as things are now: ${(0,base_text/* inert */.tJ)((0,errors/* messageOf */.bD)(error), 1000)}`));
    }
    catch (error) {
        runner.fail(error);
    }
}
async function sweep(runner, clock, { lockDir, ...inputs }, policy, path) {
    const found = scope_resolveScope({ path, workspace: runner.workspace, ...(lockDir ? { lockDir } : {}) });
    const scope = await inFleet(found, inputs, runner.env);
    refuseOutside(policy, scope);
    if (needsGit(inputs))
        isForeign(scope, policy, runner.env);
    if (!hasLockDir(scope.lock))
        return;
    const store = await openStore(scope.lock, clock, { address: inputs.redis, onTrouble: runner.log.warning });
    try {
        const report = journalReport(scope.lock.dir, { lock: scope.guards, path: scope.path, job: identifyJob(runner.env), pid: process.pid }, runner.log.warning);
        for (const it of await store.sweep()) {
            runner.log.warning(sayRecovered(scope.path, it.job));
            report('lock_recovered', {
                ticket: it.id,
                mode: it.mode,
                holder: it.job,
                held_ms: it.heldMs,
                reason: 'found dead before the job began',
            });
        }
    }
    finally {
        store.close();
    }
}


/***/ }),

/***/ 77555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ji: () => (/* binding */ createRunner),
  qG: () => (/* binding */ leave)
});

// UNUSED EXPORTS: untilCancelled

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
        process.on(name, () => cancelled.abort(new FetchLockError('FL_CANCELLED', {
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
/* harmony export */   $i: () => (/* binding */ isPlain),
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nl: () => (/* binding */ inertJson),
/* harmony export */   ri: () => (/* binding */ withoutCredentials),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony exports inertMarkdown, renderJson, plural, quoteExactly, toWord */
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

/***/ 16139:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _action_prepare_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8506);
/* harmony import */ var _action_runner_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(77555);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(63148);



await (0,_action_prepare_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .i)((0,_action_runner_js__WEBPACK_IMPORTED_MODULE_1__/* .createRunner */ .ji)(), _base_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml);
(0,_action_runner_js__WEBPACK_IMPORTED_MODULE_1__/* .leave */ .qG)();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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
/******/ var __webpack_exports__ = __nccwpck_require__(16139);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
