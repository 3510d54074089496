package org.coursewarecommons.client.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.client.ApiClient;
import org.coursewarecommons.client.ApiException;
import org.coursewarecommons.client.api.OrganisationApi;
import org.coursewarecommons.client.api.ResourcesApi;
import org.coursewarecommons.client.api.SearchApi;
import org.coursewarecommons.client.model.Resource;
import org.coursewarecommons.client.model.SearchHit;
import org.coursewarecommons.client.model.SearchPage;

/** A school's own system asks the library of a serving demo. Argument: the demo's demo.json. */
public final class QuickStart {

    private static final ObjectMapper JSON = new ObjectMapper();

    private QuickStart() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode demo = JSON.readTree(Path.of(arguments.length > 0 ? arguments[0] : ".demo/demo.json").toFile());
        // As in seeds/organisations/clients.csv; a real one comes from the environment.
        String token = token(demo.get("issuer").asText(), "client-jhs-005", "demo-only-jhs-005");
        ApiClient client = new ApiClient();
        client.updateBaseUri(demo.get("api").asText());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));

        System.out.println("I am " + new OrganisationApi(client).me().getName());

        SearchPage found = new SearchApi(client)
                .search(SearchApi.APISearchRequest.newBuilder().subject(List.of("SX")).limit(3).build());
        System.out.println(found.getTotal() + " resources of mathematics, among them:");
        require(!found.getItems().isEmpty(), "nothing was found");
        ResourcesApi resources = new ResourcesApi(client);
        for (SearchHit hit : found.getItems()) {
            Resource resource = resources.getResource(
                    ResourcesApi.APIGetResourceRequest.newBuilder().id(UUID.fromString(hit.getId())).build());
            System.out.println("  " + resource.getTitle() + " is " + resource.getState() + ", with "
                    + resource.getFiles().size() + " file(s)");
        }

        try {
            resources.getResource(ResourcesApi.APIGetResourceRequest.newBuilder().id(new UUID(0, 0)).build());
            throw new IllegalStateException("there is such a resource");
        } catch (ApiException refused) {
            require(refused.getCode() == 404, "another status: " + refused.getCode());
            require(JSON.readTree(refused.getResponseBody()).get("code").asText().equals("not-found"), "another code");
        }
        System.out.println("Java quick start: ok");
    }

    /** By client credentials. */
    private static String token(String issuer, String id, String secret) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI discovery = URI.create(issuer + "/.well-known/openid-configuration");
        JsonNode metadata = JSON.readTree(
                http.send(HttpRequest.newBuilder(discovery).build(), BodyHandlers.ofByteArray()).body());
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(metadata.get("token_endpoint").asText()))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body()).get("access_token").asText();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
