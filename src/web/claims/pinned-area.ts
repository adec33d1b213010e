/** A rectangle in per 10,000 of the width and height of an image, as return points have it. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const WHOLE_IMAGE: Area = { x: 0, y: 0, width: 10_000, height: 10_000 }

/** Share of the width and height of what is shown, 0 to 1. */
export type Spot = { readonly x: number; readonly y: number }

/** Where a spot of an image that is shown turned by quarter turns clockwise lies in the image itself. */
function upright({ x, y }: Spot, turns: number): Spot {
  switch (turns % 4) {
    case 1:
      return { x: y, y: 1 - x }
    case 2:
      return { x: 1 - x, y: 1 - y }
    case 3:
      return { x: 1 - y, y: x }
    default:
      return { x, y }
  }
}

const within = (share: number) => Math.round(Math.min(Math.max(share, 0), 1) * 10_000)
/** A click is no rectangle: at least so many per 10,000 each way. */
const SMALLEST = 100

/** The rectangle between two spots of an image shown turned; undefined where it is too small to mean anything. */
export function areaBetween(one: Spot, other: Spot, turns: number): Area | undefined {
  const [from, to] = [upright(one, turns), upright(other, turns)]
  const [left, right] = [within(Math.min(from.x, to.x)), within(Math.max(from.x, to.x))]
  const [top, bottom] = [within(Math.min(from.y, to.y)), within(Math.max(from.y, to.y))]
  const area = { x: left, y: top, width: right - left, height: bottom - top }
  return area.width < SMALLEST || area.height < SMALLEST ? undefined : area
}

/** The rectangle as CSS wants it, over the image. */
export function styleOfArea({ x, y, width, height }: Area) {
  return { left: `${x / 100}%`, top: `${y / 100}%`, width: `${width / 100}%`, height: `${height / 100}%` }
}
