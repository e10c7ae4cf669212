package walls.planted.dashboards.kibana.generate;

import java.net.http.HttpClient;

/** Planted: a generator that asks a server. */
public final class AsksServer {
  private AsksServer() {}

  /** Opens what only the client may. */
  public static HttpClient client() {
    return HttpClient.newHttpClient();
  }
}
