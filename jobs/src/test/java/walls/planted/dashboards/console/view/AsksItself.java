package walls.planted.dashboards.console.view;

/** Violates: the console's pages ask its services. */
public record AsksItself(java.net.http.HttpClient client) {}
