import { useEffect, useRef, useState, type RefObject } from 'react'
import { DRAGGED_MATERIAL, imagesAmong } from './image-files.ts'

export type Dropped = {
  /** An image of the case was dragged here. */
  readonly onImage: (id: string) => void
  /** Files were dropped here, beside the drop zone that takes them by itself. */
  readonly onFiles?: (files: readonly File[]) => void
}

/** Lets images be dropped on an element; answers whether something is held over it. Every drop has a control as well. */
export function useDropTarget(target: RefObject<HTMLElement | null>, wanted: boolean, dropped: Dropped): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(dropped)
  useEffect(() => {
    latest.current = dropped
  })
  useEffect(() => {
    const element = target.current
    if (!wanted || !element) return
    const takes = ({ dataTransfer }: DragEvent) =>
      dataTransfer?.types.includes(DRAGGED_MATERIAL) === true ||
      (latest.current.onFiles !== undefined && dataTransfer?.types.includes('Files') === true)
    const enter = (event: DragEvent) => takes(event) && setOver(true)
    const leave = ({ relatedTarget }: DragEvent) =>
      (relatedTarget instanceof Node && element.contains(relatedTarget)) || setOver(false)
    const hold = (event: DragEvent) => takes(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      setOver(false)
      const id = event.dataTransfer?.getData(DRAGGED_MATERIAL) ?? ''
      const { onImage, onFiles } = latest.current
      if (id !== '') onImage(id)
      else if (onFiles === undefined || event.target instanceof HTMLInputElement) return
      else onFiles(imagesAmong(event.dataTransfer?.files ?? []))
      event.preventDefault()
      event.stopPropagation()
    }
    const heard = { dragenter: enter, dragleave: leave, dragover: hold, drop } as const
    const all = Object.entries(heard) as [keyof typeof heard, (event: DragEvent) => void][]
    for (const [name, listener] of all) element.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of all) element.removeEventListener(name, listener)
    }
  }, [target, wanted])
  return over
}
