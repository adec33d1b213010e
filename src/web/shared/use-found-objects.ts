import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { findObjects } from '../../contract/oversight.ts'
import { callEndpoint } from './call-endpoint.ts'
import { placeOfFound, type FoundPlace } from './found-places.ts'

const PAUSE = 250
const LEAST = 2

export type FoundObjects = {
  readonly places: readonly FoundPlace[]
  readonly error: unknown
  /** What is shown may still change for what was typed last. */
  readonly pending: boolean
}

/** Enrolments, letters, cases, registrations and units that fit what is typed, asked for once typing pauses. */
export function useFoundObjects(typed: string): FoundObjects {
  const text = typed.trim()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error, isFetching } = useQuery({
    queryKey: [findObjects.name, asked],
    queryFn: ({ signal }) => callEndpoint(findObjects, { text: asked }, { signal }),
    enabled: asked.length >= LEAST,
    gcTime: 0,
  })
  const current = asked === text
  return {
    places: current && data !== undefined ? data.found.map(placeOfFound) : [],
    error: current ? error : null,
    pending: text.length >= LEAST && (!current || isFetching),
  }
}
