package org.coursewarecommons.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lesson text for an item: chosen by subject and kind, turned by the item's number, so that no two are alike. */
final class LessonText {

    /** For each subject six things that a class does with a topic. */
    private static final Map<String, List<String>> ACTIVITIES = Map.ofEntries(
            Map.entry("YW", List.of(
                    "自由朗读与“{t}”有关的片段，圈出不认识的字词，用工具书查清读音和意思。",
                    "抓住关键语句，说一说作者为什么这样写，在书旁写下一两句批注。",
                    "四人小组分角色读一读，比一比谁的语气最贴合文意。",
                    "围绕“{t}”列一个小提纲，再用三五句话连起来讲给同桌听。",
                    "找出自己最喜欢的一句，仿照它的写法另写一句。",
                    "联系生活经验，谈一谈读完之后的新想法，注意把理由说清楚。")),
            Map.entry("SX", List.of(
                    "从购物、测量等情境中提出与“{t}”有关的数学问题，先独立想，再交流。",
                    "用小棒、方格纸或线段图表示数量关系，把想法画下来。",
                    "比较两种不同的算法，说明它们的道理和适用的情况。",
                    "归纳“{t}”的关键步骤，用自己的话写成一条提示。",
                    "完成一组由浅入深的练习，做完后互相检查并说出错因。",
                    "把结论放回原来的问题里检验，看答案是否合理。")),
            Map.entry("YY", List.of(
                    "Listen to a short talk about “{t}” and tick the key words you hear. 听录音，勾出关键词。",
                    "Work in pairs: ask and answer three questions. 两人一组，围绕“{t}”问答三轮。",
                    "看图说句子，注意动词形式和语调。",
                    "读一段短文，划出表达主旨的句子，再找两处细节支持它。",
                    "用本课句型写五句话，交换修改，圈出一处写得好的地方。",
                    "把新词分类记在词汇表里，并各造一句。")),
            Map.entry("DF", List.of(
                    "讲一件身边与“{t}”有关的事，说说当时是怎样做的。",
                    "讨论两种不同的做法各会带来什么后果，给出自己的理由。",
                    "阅读法律条文摘录，找出与我们生活最有关系的一条。",
                    "小组设计一份班级约定，说明每一条为什么需要。",
                    "角色扮演：遇到困难时向谁求助，怎样表达。",
                    "课后向家人介绍“{t}”，记录一条家人的建议。")),
            Map.entry("LS", List.of(
                    "阅读两则材料，区分史料与后人的评论，说明判断的依据。",
                    "在时间轴上标出与“{t}”有关的重要事件，说出先后关系。",
                    "对照地图讲述经过，指出关键的地点。",
                    "从政治、经济、文化三个方面归纳影响。",
                    "以当时一位普通人的身份写一封短信。",
                    "讨论：今天我们怎样看待“{t}”？")),
            Map.entry("DL", List.of(
                    "读图，描述“{t}”的分布特点，用方位词说清楚。",
                    "比较两个地区的数据，画出简单的统计图。",
                    "分析地形、纬度和海陆位置各起什么作用。",
                    "结合家乡的观察记录，找出相同和不同之处。",
                    "用示意图说明一个自然现象的形成过程。",
                    "为一次实地考察列出路线和要带的工具。")),
            Map.entry("KX", List.of(
                    "提出关于“{t}”的问题，先猜一猜结果并写下理由。",
                    "按步骤做实验，每两分钟记录一次现象。",
                    "改变一个条件，其他条件不变，再做一次对比。",
                    "把数据整理成表格，说出从中看到的规律。",
                    "画一张示意图解释观察到的现象。",
                    "想一想生活中还有哪些地方用到了这个道理。")),
            Map.entry("WL", List.of(
                    "观察演示，描述“{t}”中变化的量和不变的量。",
                    "设计一个控制变量的实验，画出装置图。",
                    "分组测量三次取平均值，讨论误差从哪里来。",
                    "根据数据画出图象，写出两个量之间的关系。",
                    "用得到的规律解释一个生活现象。",
                    "完成一道计算题，写清已知、公式和单位。")),
            Map.entry("HX", List.of(
                    "观察药品的颜色和状态，说出取用时的安全要求。",
                    "按装置图连接仪器，检查气密性后再开始。",
                    "记录反应现象，写出“{t}”所涉及的化学方程式。",
                    "讨论收集方法与气体性质的关系。",
                    "比较反应前后的质量，用微粒的观点解释。",
                    "整理实验台，写出一条改进建议。")),
            Map.entry("SW", List.of(
                    "观察模型，按顺序说出“{t}”各部分的名称和功能。",
                    "用箭头画出物质经过的路线。",
                    "分析一个实例，说明结构与功能怎样相适应。",
                    "设计对照实验，指出单一变量是什么。",
                    "阅读健康资料，列出三条可行的建议。",
                    "用一张概念图总结本课的知识。")),
            Map.entry("XK", List.of(
                    "体验一个小程序，说说它怎样完成“{t}”的任务。",
                    "把问题拆成几步，用流程图表示。",
                    "动手编写并调试，记录一次出错和修改的经过。",
                    "比较两条网络信息，从来源、时间、证据三方面判断真伪。",
                    "讨论保护个人信息的做法，写成三条提醒。",
                    "展示作品，听取两位同学的意见后改进一处。")),
            Map.entry("TY", List.of(
                    "慢跑和关节操热身五分钟，检查场地与器材。",
                    "观看示范，说出“{t}”的动作要领。",
                    "两人一组轮流练习，一人做一人按要点提示。",
                    "分层练习：先分解动作，再连贯完成。",
                    "小组挑战赛，记录成绩并互相鼓励。",
                    "放松拉伸，说说哪里有进步，哪里还要练。")),
            Map.entry("YS-YL", List.of(
                    "安静聆听一段音乐，用手势表示强弱和快慢。",
                    "跟着节奏型拍手，再用身体动作表现“{t}”。",
                    "学唱第一段，注意换气的位置。",
                    "分两个声部练习，互相听，保持速度一致。",
                    "说一说乐曲的情绪怎样变化，是靠什么表现的。",
                    "小组创编四小节并展示。")),
            Map.entry("YS-MS", List.of(
                    "欣赏三幅作品，比较线条、色彩和构图有什么不同。",
                    "观察老师示范，记住“{t}”的步骤。",
                    "先用铅笔画小稿，安排好主体的位置。",
                    "尝试两种材料，看看效果有什么变化。",
                    "完成作品后取一个名字，写一句创作想法。",
                    "举办小画展，每人为同伴贴一张评语。")),
            Map.entry("LD", List.of(
                    "认识工具和材料，说出使用时的安全要求。",
                    "看步骤图，讲清“{t}”先做什么、后做什么。",
                    "两人合作动手，遇到困难先想办法再求助。",
                    "对照评价表检查成果，改进一处。",
                    "整理桌面，物归原处，分类处理垃圾。",
                    "在家再做一次，请家人写一句话。")),
            Map.entry("XL", List.of(
                    "用一个词和一种颜色表示今天的心情。",
                    "读一个小故事，猜一猜主人公当时的感受。",
                    "两人一组练习倾听：不打断，再复述对方的话。",
                    "列出三个让自己平静下来的办法，试一试呼吸练习。",
                    "写一张给自己的鼓励卡。",
                    "知道可以向哪些大人求助，记下联系方式。")),
            Map.entry("KHFW", List.of(
                    "第一次活动：认识伙伴，了解“{t}”要学什么。",
                    "示范与模仿，分组练习基本动作或方法。",
                    "完成一个小任务，把过程拍照或画下来。",
                    "同伴互评，评出最有创意的一组。",
                    "邀请低年级同学观看并当小老师。",
                    "学期末展示，整理作品和活动记录。")),
            Map.entry("ZTJY", List.of(
                    "看一组图片，说一说其中的危险或问题。",
                    "学习“{t}”的要点，编成四句口诀。",
                    "情境判断：这样做对不对，为什么。",
                    "模拟演练一次，记录所用的时间。",
                    "制作一张宣传小报，张贴在走廊。",
                    "和家长一起完成一份检查清单。")),
            Map.entry("JY", List.of(
                    "说明“{t}”要解决的教学问题和来由。",
                    "汇总两轮课堂观察的记录，列出共同的现象。",
                    "讨论三种改进办法，确定先试哪一种。",
                    "同一内容由两位教师各上一次，比较学生的反应。",
                    "用表格呈现前后变化，注明样本和局限。",
                    "形成一份可以直接使用的模板，附使用说明。")));

    private static final List<String> ADVICE = List.of(
            "建议一课时完成；学生人数少时把小组活动改为师生合作。",
            "可以分两次使用，先做前两项活动，其余留到下一次课。",
            "复式班使用时，高年级先自学，低年级由教师带领完成第一项活动。",
            "网络不便的学校请提前下载，所有活动都能离线进行。",
            "练习部分可按班级情况删减，参考答案只发给教师。");

    private LessonText() {}

    /** A heading and what stands under it. */
    record Section(String heading, List<String> lines) {}

    static List<Section> of(Outline item) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("学习目标", goals(item)));
        String[] names = headings(item.type());
        for (int i = 0; i < names.length; i++) {
            List<String> lines = new ArrayList<>(List.of(activity(item, i)));
            if (i % 2 == 1) {
                lines.add(activity(item, i + 3));
            }
            sections.add(new Section(names[i], lines));
        }
        sections.add(new Section("使用建议", List.of(advice(item))));
        return sections;
    }

    static String description(Outline item) {
        return "围绕“%s”设计的%s，适用于%s。%s".formatted(
                item.topic(), item.kind(), item.audience(), activity(item, 1));
    }

    static String advice(Outline item) {
        return ADVICE.get(item.number() % ADVICE.size());
    }

    private static List<String> goals(Outline item) {
        return List.of(
                "知道“%s”的主要内容，能用自己的话说清楚。".formatted(item.topic()),
                "经历%s的过程，学会与同伴合作、交流。".formatted(item.number() % 2 == 0 ? "观察、尝试、归纳" : "提问、探究、表达"),
                "愿意把学到的用在生活里（示例编号 %s）。".formatted(item.code()));
    }

    private static String activity(Outline item, int turn) {
        List<String> all = ACTIVITIES.getOrDefault(item.subject(), ACTIVITIES.get("JY"));
        return all.get((item.number() + turn) % all.size()).replace("{t}", item.topic());
    }

    private static String[] headings(String type) {
        return switch (type) {
            case "COURSEWARE" -> new String[] {"情境导入", "合作探究", "练一练", "小结"};
            case "TASK_SHEET" -> new String[] {"课前准备", "任务一", "任务二", "自我评价"};
            case "EXERCISE", "QUIZ_BANK" -> new String[] {"基础题", "提高题", "拓展题"};
            case "RESEARCH", "CASE" -> new String[] {"背景", "做法", "观察与数据", "反思"};
            case "TOPIC_PACK", "CLUB_COURSE" -> new String[] {"活动一", "活动二", "活动三", "展示与评价"};
            default -> new String[] {"导入", "学习新知", "巩固练习", "课堂小结"};
        };
    }
}
