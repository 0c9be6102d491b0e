"""Excel in and out: any workbook → neutral grid → located tables → plan of one operation; tables → clean workbook or a filled template."""
