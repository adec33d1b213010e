/** Document property in which a failed-rows workbook carries the import batch that it came from. */
export const BATCH_PROPERTY = 'huzhu-import-batch'
