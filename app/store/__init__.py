"""The only room that speaks SQL: answers, contacts, campaigns, releases."""
