// Takes the place of @vscode/spdlog in the VS Code server, so that output channels and log files hold text without
// a native build of that module. Levels as in its LogLevel: trace 0, debug 1, info 2, warning 3, error 4, critical 5.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

class Logger {
  #file;
  #level = 2;
  #plain = false;

  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
  }

  #write(level, name, message) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#plain ? message : `${new Date().toISOString()} [${name}] ${message}\n`);
  }

  trace(message) {
    this.#write(0, 'trace', message);
  }
  debug(message) {
    this.#write(1, 'debug', message);
  }
  info(message) {
    this.#write(2, 'info', message);
  }
  warn(message) {
    this.#write(3, 'warning', message);
  }
  error(message) {
    this.#write(4, 'error', message);
  }
  critical(message) {
    this.#write(5, 'critical', message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  clearFormatters() {
    this.#plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
