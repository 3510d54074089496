package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/** What the contract says of every operation alike: token, problems, preconditions, pages, idempotency. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, PageRequest.class, IfMatch.class);
    }

    @Bean
    OpenAPI contract() {
        Components components = new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("Access token of the configured issuer (RFC 9068) / 访问令牌"));
        ModelConverters.getInstance(true).readAll(ProblemBody.class).forEach(components::addSchemas);
        return new OpenAPI()
                .info(new Info()
                        .title("Courseware Commons API")
                        .version("1.0.0")
                        .description("The district's shared library of lesson resources / 区域教育资源共享库")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This deployment / 本部署")))
                .components(components)
                .security(List.of(new SecurityRequirement().addList(BEARER)));
    }

    @Bean
    OperationCustomizer commonRules() {
        return (operation, method) -> {
            if (method.hasMethodAnnotation(Idempotent.class)) {
                add(operation, header("Idempotency-Key", "uuid", false));
                problems(operation, 409);
            }
            if (takes(method, IfMatch.class)) {
                add(operation, header("If-Match", null, true));
                problems(operation, 409, 412, 428);
            }
            if (takes(method, PageRequest.class)) {
                add(operation, limit());
                add(operation, cursor());
                problems(operation, 400);
            }
            if (operation.getRequestBody() != null) {
                problems(operation, 400, 415, 422);
            }
            if (hasPathVariable(method)) {
                problems(operation, 404);
            }
            if (operation.getParameters() != null
                    && operation.getParameters().stream().anyMatch(parameter -> "query".equals(parameter.getIn()))) {
                problems(operation, 400);
            }
            problems(operation, 401, 403, 406, 429, 500, 503);
            // A refusal that an operation declares by its status alone is a problem document like every other.
            operation
                    .getResponses()
                    .replaceAll((status, declared) -> status.matches("[45]..") && declared.getContent() == null
                            ? problem(Integer.parseInt(status))
                            : declared);
            return operation;
        };
    }

    /** Sorted, and with every schema bounded, so that the document says what the code enforces and stays comparable. */
    @Bean
    OpenApiCustomizer boundedAndSorted(OpenApiExamples examples) {
        return api -> {
            api.getPaths().values().forEach(path -> path.readOperations().forEach(operation -> {
                operation.setResponses(sorted(operation.getResponses()));
                operation.getResponses().values().forEach(OpenApiConfiguration::saidOnce);
                examples.addTo(operation);
            }));
            SchemaBounds.apply(api);
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }

    /** Where doors share a path, bytes that one of them declares stand beside what they are: only that is of use. */
    private static void saidOnce(ApiResponse response) {
        if (response.getContent() == null) {
            return;
        }
        response.getContent().values().forEach(media -> {
            Schema<?> schema = media.getSchema();
            if (schema != null && schema.getOneOf() != null && schema.getOneOf().size() == 2) {
                schema.getOneOf().stream()
                        .filter(one -> !"byte".equals(one.getFormat()))
                        .reduce((one, other) -> schema)
                        .ifPresent(media::setSchema);
            }
        });
    }

    private static ApiResponses sorted(ApiResponses responses) {
        var sorted = new ApiResponses();
        new TreeMap<>(responses).forEach(sorted::addApiResponse);
        return sorted;
    }

    /** Two doors on one path (a form and a JSON body) are one operation, customised twice. */
    private static void add(Operation operation, Parameter parameter) {
        boolean known = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(present -> present.getName().equals(parameter.getName()));
        if (!known) {
            operation.addParametersItem(parameter);
        }
    }

    private static void problems(Operation operation, int... statuses) {
        for (int status : statuses) {
            operation.getResponses().computeIfAbsent(String.valueOf(status), code -> problem(status));
        }
    }

    private static ApiResponse problem(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        // tus has one of its own: 460.
        String reason = known == null ? "Checksum Mismatch" : known.getReasonPhrase();
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
        ApiResponse response = new ApiResponse()
                .description(reason)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
        return status == 503 || status == 429
                ? response.addHeaderObject(
                        "Retry-After", new Header().description("Seconds / 秒").schema(bounded(0, 86400)))
                : response;
    }

    private static Parameter header(String name, @Nullable String format, boolean required) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(required)
                .schema(new StringSchema().format(format).maxLength(100));
    }

    private static Parameter limit() {
        Schema<?> schema = bounded(1, PageRequest.MAX_LIMIT);
        schema.setDefault(PageRequest.DEFAULT_LIMIT);
        return new Parameter().in("query").name("limit").required(false).schema(schema);
    }

    private static Parameter cursor() {
        return new Parameter()
                .in("query")
                .name("cursor")
                .required(false)
                .description("The nextCursor of the page before / 上一页的 nextCursor")
                .schema(new StringSchema().maxLength(2000));
    }

    private static Schema<?> bounded(int minimum, int maximum) {
        return new IntegerSchema()
                .format("int32")
                .minimum(BigDecimal.valueOf(minimum))
                .maximum(BigDecimal.valueOf(maximum));
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static boolean hasPathVariable(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class));
    }

    /** Which operations have which examples; see {@link OpenApiExamples}. */
    @Bean
    OpenApiExamples openApiExamples(ObjectMapper mapper) {
        return new OpenApiExamples(mapper);
    }
}
