package walls.planted.dashboards.console.query;

/** Violates: the console writes no documents. */
public record WritesDocuments(org.elasticsearch.client.RestClient client) {}
