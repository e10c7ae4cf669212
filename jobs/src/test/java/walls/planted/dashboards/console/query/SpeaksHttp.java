package walls.planted.dashboards.console.query;

/** Violates: the console's answers know no HTTP. */
public record SpeaksHttp(io.javalin.http.Context context) {}
