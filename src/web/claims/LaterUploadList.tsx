import { lazy, Suspense, type ReactElement } from 'react'
import type { MaterialUploads } from './use-material-uploads.ts'

// It comes at once, beside the first load: what tells of a lost connection must be there when it is lost.
const list = import('./UploadList.tsx')
const UploadList = lazy(() => list.then((file) => ({ default: file.UploadList })))

/** What is on its way, and what did not arrive. */
export function LaterUploadList({ uploads }: { uploads: MaterialUploads }): ReactElement {
  return (
    <Suspense fallback={null}>
      <UploadList uploads={uploads} />
    </Suspense>
  )
}
