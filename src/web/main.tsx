import './shared/old-browsers.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/states.css'
import './ui/overlay.css'
import './ui/table.css'
import './shared/frame.css'
import './ui/large-type.css'
import './ui/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient, router } from './routes.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
