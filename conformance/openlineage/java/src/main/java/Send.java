import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/** Sends a run's events with the client of OpenLineage for Java, unmodified: plain and with gzip. */
public class Send {
  public static void main(String[] args) throws Exception {
    for (boolean gzip : new boolean[] {false, true}) {
      HttpConfig config = new HttpConfig();
      config.setUrl(URI.create(args[0]));
      if (System.getenv("HEADWATER_TOKEN") != null) {
        ApiKeyTokenProvider token = new ApiKeyTokenProvider();
        token.setApiKey(System.getenv("HEADWATER_TOKEN"));
        config.setAuth(token);
      }
      if (gzip) {
        config.setCompression(HttpConfig.Compression.GZIP);
      }
      OpenLineageClient client = OpenLineageClient.builder().transport(new HttpTransport(config)).build();
      String name = gzip ? "java-gzip" : "java";
      OpenLineage ol = new OpenLineage(URI.create("https://example.com/conformance"));
      UUID run = UUID.randomUUID();
      for (OpenLineage.RunEvent.EventType type : List.of(OpenLineage.RunEvent.EventType.START, OpenLineage.RunEvent.EventType.COMPLETE)) {
        client.emit(ol.newRunEventBuilder().eventType(type).eventTime(ZonedDateTime.now())
            .run(ol.newRunBuilder().runId(run).build())
            .job(ol.newJobBuilder().namespace("conformance").name(name).build())
            .inputs(List.of(ol.newInputDatasetBuilder().namespace("postgres://host:5432").name(name + ".source").build()))
            .outputs(List.of(ol.newOutputDatasetBuilder().namespace("postgres://host:5432").name(name + ".target").build()))
            .build());
      }
      client.close();
    }
  }
}
