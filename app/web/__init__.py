"""What every page shares: layout, languages, access, security headers, pictures."""
