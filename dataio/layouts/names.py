"""What people call their columns, in seven languages."""

from collections.abc import Mapping
from typing import Final

from dataio.layouts.cells.letters import letters

# By target: names, parted by commas; letters and digits alone count.
_NAMES: Final[Mapping[str, str]] = {
    "title": "title,job title,position,role,position title,job,job position,position name,role title,role name,"
    "job role,"
    "opening,vacancy,listing,job name,posting title,stelle,stellenbezeichnung,titel,jobtitel,rolle,"
    "titel der stellenanzeige,bezeichnung,poste,intitulé,intitulé du poste,titre,titre du poste,fonction,puesto,cargo,"
    "vacante,título,vaga,função,posizione,ruolo,titolo,mansione,functie,functietitel,vacature",
    "company": "company,company name,employer,organization,organisation,hiring company,business,firm,client,firma,"
    "unternehmen,arbeitgeber,betrieb,firmenname,entreprise,société,employeur,organisme,empresa,compañía,empleador,"
    "empregador,azienda,società,datore di lavoro,bedrijf,werkgever,organisatie",
    "locations": "locations,location,job location,city,place,office,office location,job locations,where,city state,"
    "region,"
    "ort,standort,arbeitsort,stadt,einsatzort,lieu,ville,localisation,ubicación,lugar,ciudad,localização,cidade,local,"
    "luogo,sede,città,locatie,plaats,stad,standplaats,country",
    "remote_option": "remote option,remote,workplace,workplace type,work mode,work model,arrangement,remoteness,"
    "remote status,work type,work location,work setting,work arrangement,on site,hybrid,is remote,arbeitsmodell,"
    "homeoffice,"
    "télétravail,mode de travail,modalidad,remoto,modalidade,modalità,werkvorm,thuiswerken",
    "job_type": "job type,employment type,type,contract type,employment,employment status,contract,schedule,role type,"
    "anstellungsart,beschäftigungsart,art,vertragsart,type de contrat,contrat,type poste,tipo,tipo de contrato,"
    "tipo di contratto,contratto,dienstverband,contractvorm",
    "experience_level": "experience level,level,seniority,experience,erfahrung,niveau,expérience,experiencia,nivel,"
    "experiência,nível,esperienza,livello,ervaring",
    "salary": "salary,salary range,pay,pay range,compensation,comp,comp range,wage,base,base salary,salary base,"
    "total comp,"
    "total comp est,rate,remuneration,gehalt,gehaltsspanne,lohn,vergütung,salaire,rémunération,fourchette de salaire,"
    "salario,sueldo,salário,remuneração,remuneración,stipendio,retribuzione,ral,salaris,loon",
    "salary_min": "salary min,min salary,minimum salary,salary from,pay min,range min,salaire min,salaire minimum,"
    "salário mínimo,salario mínimo,gehalt min,gehalt von",
    "salary_max": "salary max,max salary,maximum salary,salary to,pay max,range max,salaire max,salaire maximum,"
    "salário máximo,salario máximo,gehalt max,gehalt bis",
    "salary_currency": "salary currency,currency,währung,devise,moneda,moeda,valuta",
    "salary_period": "salary period,pay period,period,salary pay period,pay frequency,salary type,interval,"
    "salary interval",
    "skills": "skills,tech stack,technologies,stack,keywords,tech,languages,required skills,kenntnisse,fähigkeiten,"
    "compétences,habilidades,competenze,vaardigheden",
    "tags": "tags,labels,tag,label,category,track,sector,industry,kategorie,schlagworte,branche,étiquettes,mots clés,"
    "secteur,etiquetas,categoría,setor,etichette,settore",
    "description": "description,job description,html description,blurb,jd,raw jd,job desc,summary,beschreibung,"
    "stellenbeschreibung,descriptif,fiche de poste,descripción,descrição,descrizione,beschrijving,omschrijving",
    "requirements": "requirements,qualifications,anforderungen,exigences,requisitos,requisiti,vereisten",
    "url": "url,job url,link,job link,posting url,posting,posting link,job posting,job post url,job posting url,"
    "job listing,"
    "application link,apply link,application url,apply url,listing url,external url,jd link,job ad,stellenanzeige,"
    "anzeige,"
    "lien,lien de l'offre,lien offre,lien jd,url de l'offre,enlace,enlace oferta,collegamento,website,apply",
    "availability": "availability,posting status,job post status,verfügbarkeit,disponibilité",
    "source": "source,job board,found on,job source,ats source,platform,provider,site,channel,via,portal,board,origin,"
    "where found,applied via,applied through,method,how applied,quelle,plattform,kanal,plateforme,canal,origine,fuente,"
    "plataforma,origem,fonte,piattaforma,bron",
    "external_reference": "external reference,reference,external id,job id,requisition id,req id,job number,req,"
    "req number,"
    "requisition,posting id,ref,reference number,referenznummer,kennziffer,référence,referencia,referência,riferimento",
    "posted_on": "posted on,date posted,posted,post date,posting date,posted at,posted date,published,published at,"
    "open date,"
    "listing date,date d'ouverture,date de publication,veröffentlicht,veröffentlicht am,fecha de publicación,"
    "data de publicação,data di pubblicazione,publicatiedatum",
    "deadline_on": "deadline on,deadline,closing date,apply by,application deadline,closes,due,due date,last date,"
    "apply before,"
    "expires,expiry date,frist,bewerbungsfrist,bewerbungsschluss,date limite,échéance,fecha límite,prazo,scadenza,"
    "sluitingsdatum",
    "is_archived": "archived,is archived,archiviert,archivé,archivado,arquivado",
    "status": "status,application status,app status,job status,status name,stage,list,list name,state,pipeline,"
    "phase,step,"
    "progress,outcome,result,current stage,current status,stand,bewerbungsstatus,zustand,statut,état,étape,"
    "étape actuelle,"
    "estado,etapa,fase,situação,stato,esito",
    "applied_on": "date applied,applied date,applied on,applied at,application date,apply date,date of application,"
    "date submitted,submitted,submitted on,date sent,sent,bewerbungsdatum,beworben am,bewerbung am,versendet am,"
    "date de candidature,date candidature,date d'envoi,date envoi,date envoyée,date de postulation,fecha de aplicación,"
    "fecha aplicacion,fecha de postulación,fecha de solicitud,data da candidatura,data candidatura,data di candidatura,"
    "sollicitatiedatum,gesolliciteerd op",
    "dated_on": "date,datum,fecha,data",
    "applied": "applied,has applied,applied?,beworben,postulé,aplicado",
    "saved_on": "saved date,date saved,saved,saved on,date added,added,added at,added on,created,created on,bookmarked,"
    "date found,noted at,date bookmarked,erstellt am,gefunden am,gespeichert am,date d'ajout,fecha de alta",
    "status_since": "status date,status since,last moved at,response date,antwortdatum,date retour,date of reply,"
    "date réponse,date of response,fecha de respuesta",
    "priority": "priority,excitement,interest,rating,fit,fit rating,rank,stars,priorität,priorité,prioridad,prioridade,"
    "priorità,prioriteit",
    "contact": "contact,contact name,contact person,recruiter,recruiter name,hiring manager,point of contact,"
    "ansprechpartner,ansprechpartnerin,kontaktperson,kontakt,contacto,contato,contatto,referente,contactpersoon",
    "contact_email": "contact email,recruiter email,contact e mail,email,mail,e mail,email address",
    "notes": "notes,comments,note,comment,remark,remarks,observations,additional notes,notizen,notiz,bemerkung,"
    "bemerkungen,"
    "kommentar,kommentare,anmerkungen,remarques,commentaire,commentaires,notas,observaciones,comentarios,observações,"
    "comentários,commenti,opmerkingen,notities",
}  # fmt: skip
# By the letters of a name, what the column may be, the likelier first.
CANDIDATES: Final[dict[str, list[str]]] = {}
for _target, _list in _NAMES.items():
    for _name in _list.split(","):
        CANDIDATES.setdefault(letters(_name), []).append(_target)
# Where the values decide between the meanings of a name.
CANDIDATES[letters("status")] = ["availability", "status"]
CANDIDATES[letters("state")] = ["availability", "status", "locations"]
CANDIDATES[letters("applied")] = ["applied"]
CANDIDATES[letters("source")] = ["source"]
CANDIDATES[letters("type")] = ["job_type", "remote_option"]
CANDIDATES[letters("job type")] = ["job_type", "remote_option"]
CANDIDATES[letters("name")] = ["title", "company"]
