/**
 * A build target rewrites syntax, not functions. These are the ones newer than Chromium 90 that the pages, or a
 * library below them, call.
 */
function add(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true })
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  return this[index < 0 ? this.length + index : index]
}

function findLast<T>(this: T[], test: (value: T, index: number, all: T[]) => boolean): T | undefined {
  for (let index = this.length - 1; index >= 0; index--) {
    const value = this[index] as T
    if (test(value, index, this)) return value
  }
  return undefined
}

function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('timed out', 'TimeoutError')), milliseconds)
  return controller.signal
}

add(Object, 'hasOwn', (target: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(target, key))
add(Array.prototype, 'at', at)
add(String.prototype, 'at', at)
add(Array.prototype, 'findLast', findLast)
add(Array.prototype, 'toSorted', function toSorted<T>(this: T[], order?: (a: T, b: T) => number) {
  return [...this].sort(order)
})
add(Array.prototype, 'toReversed', function toReversed<T>(this: T[]) {
  return [...this].reverse()
})
add(AbortSignal, 'timeout', timeout)

export {}
