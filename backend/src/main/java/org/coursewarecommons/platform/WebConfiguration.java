package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.StrictJson;
import org.coursewarecommons.shared.TabularConverter;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** JSON, languages, clocks and the parameters that controllers may ask for. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebConfiguration {

    private static final int READ_AT_ONCE = 64 << 10;

    /** One message bundle a module; the unsuffixed file is Chinese. */
    static final List<String> BUNDLES = List.of(
            "shared",
            "identity",
            "storage",
            "organisation",
            "worklist",
            "inspection",
            "catalog",
            "sharing",
            "review",
            "usage",
            "evaluation",
            "retirement",
            "takedown",
            "curation",
            "search",
            "interop",
            "notification",
            "reporting",
            "supply");

    /** Files come through in large pieces: with the server's 8 KiB, half of an upload's time is calls of the kernel. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> largeReads() {
        return server -> server.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appReadBufSize", Integer.toString(READ_AT_ONCE)));
    }

    /** Also what the server itself refuses is a problem document. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadableRequests() {
        return server -> server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(UnreadableRequests.class.getName());
            }
        });
    }

    /** Every report is a table, too. */
    @Bean
    TabularConverter tabularConverter() {
        return new TabularConverter();
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(BUNDLES.stream().map(name -> "messages/" + name).toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        return resolver;
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictNumbers() {
        return builder -> builder.featuresToDisable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .featuresToEnable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    }

    @Bean
    StrictJson strictJson(ObjectMapper mapper, Validator validator) {
        return new StrictJson(mapper, validator);
    }

    @Bean
    DomainClock domainClock(Optional<SimulatedClock> simulated) {
        return new DomainClock(simulated.<Clock>map(clock -> clock).orElseGet(Clock::systemUTC));
    }

    @Bean
    WorkingDays workingDays() {
        return new WorkingDays(ZoneId.of("Asia/Shanghai"), Set.of());
    }

    @Bean
    WebMvcConfigurer requestReading(StrictJson json, ObjectMapper mapper) {
        return new WebMvcConfigurer() {
            @Override
            public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
                converters.add(0, new StrictJsonConverter(json, mapper));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageRequestResolver());
                resolvers.add(new IfMatchResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AcceptCheck());
            }
        };
    }
}
