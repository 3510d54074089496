package org.coursewarecommons.interop.oai;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OaiProperties.class)
class OaiConfiguration {}
