// Many of these tests wait: for retries, timeouts and the lifecycle of the bucket.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
