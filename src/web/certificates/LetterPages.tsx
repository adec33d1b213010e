import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { viewLetterPage } from '../../contract/certificates.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { fetchFile } from '../shared/download-file.ts'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { words } from '../words/words.ts'

type Props = { readonly id: string; readonly version: number }
type LetterPage = { readonly page: number; readonly pages: number; readonly picture: Blob }

async function readPage(id: string, version: number, page: number): Promise<LetterPage> {
  const { bytes, headers } = await fetchFile(viewLetterPage, { id, version, page })
  return { page, pages: Number(headers.get('x-huzhu-pages') ?? 1), picture: bytes }
}

/** A picture in memory, whose address is given back when another takes its place. */
function Picture({ picture, name }: { picture: Blob; name: string }): ReactElement {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const made = URL.createObjectURL(picture)
    if (image.current !== null) image.current.src = made
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return <img ref={image} alt={name} />
}

/** The letter itself, page by page as it will be printed. */
export function LetterPages({ id, version }: Props): ReactElement {
  const [page, setPage] = useState(1)
  const [large, setLarge] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: [viewLetterPage.name, { id, version, page }],
    queryFn: () => readPage(id, version, page),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
  if (error !== null && data === undefined) {
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  }
  const pages = data?.pages ?? 1
  const name = words('certificates.pageOf', { page: shownCount(data?.page ?? page), pages: shownCount(pages) })
  const resize = words(large ? 'certificates.smaller' : 'certificates.larger')
  return (
    <>
      <div className={classNames('letter-page', large && 'large')}>
        {data === undefined ? (
          <div className="letter-blank" />
        ) : (
          // Reached by Tab, so that arrows scroll the page.
          <button type="button" title={resize} onClick={() => setLarge(!large)}>
            <Picture picture={data.picture} name={name} />
          </button>
        )}
      </div>
      <div className="row letter-nav">
        <Button
          icon="chevronLeft"
          reason={page === 1 ? words('ui.firstPage') : undefined}
          onClick={() => setPage(page - 1)}
        >
          {words('ui.previousPage')}
        </Button>
        <span className="quiet grow" role="status">
          {error === null ? name : sentenceOf(error)}
        </span>
        <Button reason={page >= pages ? words('ui.lastPage') : undefined} onClick={() => setPage(page + 1)}>
          {words('ui.nextPage')}
        </Button>
        <Button aria-pressed={large} onClick={() => setLarge(!large)}>
          {resize}
        </Button>
      </div>
    </>
  )
}
