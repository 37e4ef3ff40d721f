namespace Ceremony.Core.Desk;

/// <summary>
/// Letters that can be written in two ways: as one character, or as a letter with a mark after it. The runtime's own table (Unicode
/// normalisation, UAX #15) is not there in a program that leaves the cultures of the machine aside, so the letters that names are written with
/// are listed here: all canonical pairs of the Basic Multilingual Plane below the ideographs.
/// </summary>
internal static class ComposedLetters
{
    // By the mark: each letter without it, then with it.
    private static readonly Dictionary<char, string> ByMark = new()
    {
        ['\u0300'] = "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫ"
            + "ἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊϊῒΙῚϋῢΥῪΟῸΩῺ",
        ['\u0301'] = "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώ"
            + "ϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴ"
            + "ἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ",
        ['\u0302'] = "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ",
        ['\u0303'] = "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ",
        ['\u0304'] = "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ",
        ['\u0306'] = "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ",
        ['\u0307'] = "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ",
        ['\u0308'] = "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄ"
            + "wẅXẌxẍtẗ",
        ['\u0309'] = "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ",
        ['\u030a'] = "AÅaåUŮuůwẘyẙ",
        ['\u030b'] = "OŐoőUŰuűУӲуӳ",
        ['\u030c'] = "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ",
        ['\u030f'] = "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ",
        ['\u0311'] = "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ",
        ['\u0313'] = "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ",
        ['\u0314'] = "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ",
        ['\u031b'] = "OƠoơUƯuư",
        ['\u0323'] = "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ",
        ['\u0324'] = "UṲuṳ",
        ['\u0325'] = "AḀaḁ",
        ['\u0326'] = "SȘsșTȚtț",
        ['\u0327'] = "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ",
        ['\u0328'] = "AĄaąEĘeęIĮiįUŲuųOǪoǫ",
        ['\u032d'] = "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ",
        ['\u032e'] = "HḪhḫ",
        ['\u0330'] = "EḚeḛIḬiḭUṴuṵ",
        ['\u0331'] = "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ",
        ['\u0342'] = "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶηῆιῖϊῗυῦϋῧωῶ",
        ['\u0345'] = "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳ"
            + "άᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ",
        ['\u0653'] = "اآ",
        ['\u0654'] = "اأوؤيئەۀہۂےۓ",
        ['\u0655'] = "اإ",
        ['\u093c'] = "नऩरऱळऴक\u0958ख\u0959ग\u095aज\u095bड\u095cढ\u095dफ\u095eय\u095f",
        ['\u09bc'] = "ড\u09dcঢ\u09ddয\u09df",
        ['\u0a3c'] = "ਲ\u0a33ਸ\u0a36ਖ\u0a59ਗ\u0a5aਜ\u0a5bਫ\u0a5e",
        ['\u0b3c'] = "ଡ\u0b5cଢ\u0b5d",
        ['\u0bd7'] = "ஒஔ",
        ['\u0fb5'] = "ཀ\u0f69",
        ['\u0fb7'] = "ག\u0f43ཌ\u0f4dད\u0f52བ\u0f57ཛ\u0f5c",
        ['\u102e'] = "ဥဦ",
        ['\u1b35'] = "ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ",
        ['\u3099'] = "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ",
        ['\u309a'] = "はぱひぴふぷへぺほぽハパヒピフプヘペホポ",
    };

    // CompositionExclusions.txt of Unicode 16.0, as far as these letters go.
    private const string TakenApart = "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59\u0a5a\u0a5b\u0a5e\u0b5c\u0b5d";

    // Characters that are only another number for a letter: each, then the letter.
    private const string Twins = "\u0374ʹ\u1f71ά\u1f73έ\u1f75ή\u1f77ί\u1f79ό\u1f7bύ\u1f7dώ\u1fbbΆ\u1fbeι\u1fc9Έ\u1fcbΉ\u1fd3ΐ\u1fdbΊ\u1fe3ΰ\u1febΎ\u1ff9Ό\u1ffbΏ";

    // Characters that stand for two letters, or for one of another shape, which people type all the same.
    private static readonly Dictionary<char, string> Joined = new()
    {
        ['Ĳ'] = "IJ",
        ['ĳ'] = "ij",
        ['Ŀ'] = "L·",
        ['ŀ'] = "l·",
        ['ŉ'] = "ʼn",
        ['ſ'] = "s",
        ['Ǆ'] = "DŽ",
        ['ǅ'] = "Dž",
        ['ǆ'] = "dž",
        ['Ǉ'] = "LJ",
        ['ǈ'] = "Lj",
        ['ǉ'] = "lj",
        ['Ǌ'] = "NJ",
        ['ǋ'] = "Nj",
        ['ǌ'] = "nj",
        ['Ǳ'] = "DZ",
        ['ǲ'] = "Dz",
        ['ǳ'] = "dz",
        ['ª'] = "a",
        ['º'] = "o",
        ['և'] = "եւ",
        ['\u0e33'] = "\u0e4d\u0e32",
    };

    private static readonly Dictionary<char, string> Apart = Pairs();

    /// <summary>What a character consists of, one step apart; null where it is one by itself.</summary>
    public static string? Parts(char letter) => Apart.GetValueOrDefault(letter);

    /// <summary>Whether there is one character for a letter with that mark, which Unicode prefers (UAX #15); those that it takes apart again are none.</summary>
    public static bool Compose(char letter, char mark)
    {
        string letters = ByMark.GetValueOrDefault(mark, "");
        for (int at = 0; at < letters.Length; at += 2)
        {
            if (letters[at] == letter)
            {
                return !TakenApart.Contains(letters[at + 1], StringComparison.Ordinal);
            }
        }

        return false;
    }

    private static Dictionary<char, string> Pairs()
    {
        var apart = new Dictionary<char, string>(Joined);
        foreach ((char mark, string letters) in ByMark)
        {
            for (int at = 0; at < letters.Length; at += 2)
            {
                apart.Add(letters[at + 1], $"{letters[at]}{mark}");
            }
        }

        for (int at = 0; at < Twins.Length; at += 2)
        {
            apart.Add(Twins[at], $"{Twins[at + 1]}");
        }

        return apart;
    }
}
