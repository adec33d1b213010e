// Runs before the first paint, so that a dark or large page never flashes light or small.
;(function () {
  var set = document.documentElement.dataset
  var theme = null
  try {
    theme = localStorage.getItem('huzhu.theme')
    if (localStorage.getItem('huzhu.size') === 'large') set.size = 'large'
  } catch {
    // Storage may be forbidden; the page then follows the system in normal size.
  }
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  set.theme = dark ? 'dark' : 'light'
})()
