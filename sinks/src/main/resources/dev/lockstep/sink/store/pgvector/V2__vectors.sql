-- Only where the extension can be had; without it embeddings are compared one by one.
CREATE EXTENSION IF NOT EXISTS vector;
ALTER TABLE passage ADD COLUMN embedding_vector vector(384);
CREATE INDEX passage_embedding ON passage USING hnsw (embedding_vector vector_ip_ops);
