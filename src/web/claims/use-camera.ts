import { useEffect, useState } from 'react'

let known: Promise<boolean> | undefined

/** Whether this computer has a camera; asked once, without asking the user for anything. */
function hasCamera(): Promise<boolean> {
  // Undefined outside https, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  known ??= Promise.resolve(devices?.enumerateDevices() ?? [])
    .then((found) => found.some(({ kind }) => kind === 'videoinput'))
    .catch(() => false)
  return known
}

/** How pictures can be taken here: by the phone's own camera, by one that the page opens, or not at all. */
export type CameraKind = 'phone' | 'page' | 'none'

export function useCamera(): CameraKind {
  const [found, setFound] = useState(false)
  useEffect(() => {
    let left = false
    void hasCamera().then((has) => left || setFound(has))
    return () => {
      left = true
    }
  }, [])
  if (matchMedia('(pointer: coarse)').matches) return 'phone'
  return found ? 'page' : 'none'
}
