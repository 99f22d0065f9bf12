-- What a search for a company looks at: its name and tax code in small letters, without accents and dots.
ALTER TABLE companies ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE companies SET folded = lower(replace(name || ' ' || tax_code || ' ' || COALESCE(vat_number, ''), '.', ''));
