package org.coursewarecommons.search;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Very many published resources, written straight into the tables as if they had come through the doors and the feed. */
final class FilledDistrict {

    static final List<String> TOPICS = List.of(
            "分数的初步认识",
            "小数乘法",
            "圆的面积",
            "静夜思",
            "圆明园的毁灭",
            "平行四边形的面积",
            "比例的应用",
            "草船借箭",
            "水的三态变化",
            "食物链",
            "光的折射",
            "二次函数",
            "一次函数的图像",
            "勾股定理",
            "背影",
            "岳阳楼记",
            "春江花月夜",
            "辛亥革命",
            "鸦片战争",
            "世界气候类型",
            "板块构造",
            "细胞的结构",
            "植物的光合作用",
            "遗传规律",
            "质量守恒定律",
            "酸碱中和反应",
            "牛顿第一定律",
            "浮力",
            "欧姆定律",
            "现在完成时",
            "一般过去时",
            "阅读理解策略",
            "义勇军进行曲",
            "京剧脸谱",
            "篮球运球",
            "广播体操",
            "垃圾分类",
            "网络安全",
            "算法初步",
            "人工智能入门");

    private final JdbcClient jdbc;
    private final UUID owner;
    private final UUID school;

    FilledDistrict(JdbcClient jdbc, String author) {
        this.jdbc = jdbc;
        owner = jdbc.sql("select id from organisation.person where code = :code")
                .param("code", author)
                .query(UUID.class)
                .single();
        school = jdbc.sql("select school_id from organisation.person where code = :code")
                .param("code", author)
                .query(UUID.class)
                .single();
    }

    /** Adds what is lacking to so many. One in five is shared in one school alone, not the reader's. */
    void fillTo(int size) {
        long present = jdbc.sql("select count(*) from catalog.resource")
                .query(Long.class)
                .single();
        if (present >= size) {
            return;
        }
        String topics = TOPICS.stream().map(topic -> "'" + topic + "'").collect(Collectors.joining(","));
        for (String statement : List.of(
                "create table public.filling as select i, gen_random_uuid() as id, array[" + topics + "] as topics"
                        + " from generate_series(" + (present + 1) + ", " + size + ") i",
                "insert into catalog.resource (id, owner_id, school_id, created_at) select id, '" + owner + "',"
                        + " (select id from organisation.unit where kind = 'SCHOOL' order by md5(i::text || code) limit 1),"
                        + " now() from public.filling where i % 50 = 0",
                "insert into catalog.resource (id, owner_id, school_id, created_at)" + " select id, '" + owner + "', '"
                        + school + "', now() from public.filling where i % 50 <> 0",
                """
                insert into catalog.version (id, resource_id, major, minor, kind, state, metadata, created_at,
                                             updated_at, published_at)
                select gen_random_uuid(), id, 1, 0, 'MAJOR', 'PUBLISHED', jsonb_build_object(
                           'title', topics[1 + i % 40] || (array['教学设计','课件','练习','微课','学案'])[1 + i % 5] || ' ' || i,
                           'description', '围绕' || topics[1 + i % 40] || '展开,结合' || topics[1 + (i * 7) % 40] || '与'
                               || topics[1 + (i * 13) % 40] || ',供教师备课和学生自学使用,含课堂活动、分层练习和评价建议,第' || i || '份。',
                           'type', (array['LESSON_PLAN','SLIDES','EXERCISE','VIDEO','STUDY_GUIDE'])[1 + i % 5],
                           'stage', (array['PRIMARY','JUNIOR','SENIOR'])[1 + i % 3],
                           'grades', jsonb_build_array('G0' || (1 + i % 9)),
                           'subject', (array['SX','YW','YY','WL','HX','SW','LS','DL'])[1 + i % 8],
                           'edition', (array['RJ','BSD','SJ','HJ'])[1 + i % 4],
                           'keywords', jsonb_build_array(topics[1 + (i * 3) % 40], topics[1 + (i * 11) % 40]),
                           'granularity', 'LESSON', 'language', 'zh', 'audience', jsonb_build_array('TEACHER'),
                           'licence', 'CC_BY', 'rightsBasis', 'ORIGINAL',
                           'contributors', jsonb_build_array(jsonb_build_object('name', '教师' || i % 500, 'role', 'AUTHOR')),
                           'targetScope', jsonb_build_object('level', 'DISTRICT')),
                       now(), now(), now() - make_interval(secs => i)
                  from public.filling
                """,
                """
                insert into sharing.scope (resource_id, scope_id, since)
                select id, case when i % 5 = 0 then 'school:' || gen_random_uuid() else 'district' end, now()
                  from public.filling
                """,
                "insert into usage.figures (resource_id, downloads, ratings, stars)"
                        + " select id, i % 300, i % 20, (i % 20) * 4 from public.filling where i % 3 = 0",
                "insert into search.document (resource_id, seq, indexed_seq, queued_at)"
                        + " select id, 1, 1, now() from public.filling",
                "drop table public.filling",
                "analyze catalog.resource",
                "analyze catalog.version",
                "analyze sharing.scope",
                "analyze usage.figures",
                "analyze search.document")) {
            jdbc.sql(statement).update();
        }
    }
}
