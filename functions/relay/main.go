// Command relay tells the outside what has happened: it takes the outbox items
// from the table's stream and starts and answers state machines and sends mail.
// It is the only function that may (trust 25).
package main

import (
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"mydata.nat.gov.tw/portal/pkg/mail"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/settings"
	"mydata.nat.gov.tw/portal/pkg/wiring"
	"mydata.nat.gov.tw/portal/pkg/workflow"
)

func main() {
	f := wiring.Start(settings.TableName, settings.PortalURL, settings.ServicePhone, settings.ServiceMail,
		settings.MailSender, settings.ConfigurationSet, settings.OpsDays, settings.ModaDays, settings.SecretLink, settings.SecretToken,
		settings.MachineFullV1, settings.MachineStandardV1, settings.MachineOpsV1, settings.MachineModaV1)
	s, deps := f.Settings, f.Deps()
	deps.Tokens, deps.Links, deps.Mailed = f.Tokens(), f.Links(), f.Mailed()
	deps.Workflow = workflow.New(sfn.NewFromConfig(f.AWS), s.Machines)
	deps.Mailer = mail.New(sesv2.NewFromConfig(f.AWS), s.MailSender, s.ConfigurationSet)
	deps.Frame = notice.Frame{Portal: s.PortalURL, Phone: s.ServicePhone, Mail: s.ServiceMail}
	wiring.Serve(f, "relay", handler(onboarding.New(deps), f.Log))
}
