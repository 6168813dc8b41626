-- Every word that a test has is a category.
SELECT t.id, t.code, t.category FROM tests t WHERE NOT EXISTS (SELECT FROM test_categories c WHERE c.title = t.category)
